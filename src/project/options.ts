import type { Catalog } from '../catalog/types.js';
import type { ArnContext } from '../model/arn.js';

/** What the caller of `readProject` decides or lends. */
export interface ReadOptions {
  /**
   * Names a module exports: `handler`, `default`, `default.handler`; `*` when a star re-export may add more. Asked of the parser, which
   * this stage may not import. `file` is relative to the project root and says the language by its extension; `text` is its content.
   */
  exportsOf(file: string, text: string): readonly string[];
  /**
   * The module's default export (`export default`, `module.exports`) as plain data, as far as it is known without running it: what is not
   * is `undefined`. For `serverless.ts` and `serverless.js`. `root` is the folder that `file` is relative to and imports may not leave.
   */
  objectOf?(file: string, text: string, root: string): unknown;
  /** `src/app.handler`: the handler of a bare folder, or the one to use instead of those found. */
  handler?: string;
  /** Name of the deployed function, for a bare folder's log group. */
  functionName?: string;
  /** `NAME=value` lines (`--env-file`). */
  envFile?: string;
  /** Output of `aws lambda get-function-configuration` (`--function-config`). */
  functionConfig?: string;
  /** File or folder with the documents of managed policies (`--managed-policies`). */
  managedPolicies?: string;
  /** Knows the ARN formats of resource types, so that today's policy names resources as our own output does. */
  catalog?: Catalog;
  /** Account and Region with which today's policy is written, the same as for our own output. */
  context?: ArnContext;
  /** Told which kinds of project were found, in order; for the log. */
  onDetect?(kind: string, file: string): void;
}
