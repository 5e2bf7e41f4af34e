import type { Text } from './text.js';

/**
 * The resource of a permission. Either `*` (the action takes no resource, or nothing at all is known), or a whole-ARN reference
 * (`${Orders.Arn}`) possibly followed by text (`/index/*`), or the six ARN fields. All three are one `Text`: fields are separated by
 * literal colons, references render as `${LogicalId.Arn}`, unbound environment variables as `${env:NAME}`, unknown parts as `*`.
 * Literal parts are IAM pattern text: `*` and `?` in them are wildcards. Who puts text from code or logs into an ARN passes it through
 * `escapeLiterals` (arn-render.ts) first, so that an object key `a*b` stays one key.
 */
export type ArnPattern = Text;

/** How well a resource is known: the contract of `--format json`. */
export type Resolution = 'exact' | 'reference' | 'env' | 'dynamic' | 'any';

/** Values for the fields that a template's ARN leaves open; what stays undefined is `*` in its own field. */
export interface ArnContext {
  partition?: string;
  region?: string;
  account?: string;
  /** End of endpoints; the partition's own when absent. */
  urlSuffix?: string;
}

/**
 * Leaves the pseudo parameters as references, `${AWS::Region}`: policies that a template language prints are minimised with it, so that
 * what they leave out is covered whatever the deployment fills in.
 */
export const TEMPLATE_CONTEXT: ArnContext = {
  partition: '${AWS::Partition}',
  region: '${AWS::Region}',
  account: '${AWS::AccountId}',
  urlSuffix: '${AWS::URLSuffix}',
};
