import type { SourceLocation } from '../../model/location.js';
import { UserError } from '../../model/user-error.js';

/** Where in the document: `['Statement', 2, 'Action', 0]`. */
export type JsonPath = readonly (string | number)[];

/** A document that IAM would not take. `path` says where; readers of text turn it into a line. */
export class InvalidPolicy extends UserError {
  readonly path: JsonPath;
  /** The sentence without the path, for readers that know the line. */
  readonly complaint: string;

  constructor(complaint: string, path: JsonPath, location?: SourceLocation) {
    super(
      location || path.length === 0 ? complaint : `${complaint} (at ${writePath(path)})`,
      location ? { location } : {},
    );
    this.path = path;
    this.complaint = complaint;
  }
}

/** `Statement[2].Action`. */
export const writePath = (path: JsonPath): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`)).join('');
