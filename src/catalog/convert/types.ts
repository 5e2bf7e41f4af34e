import type { DeployedResource } from '../../model/function.js';
import type { PermissionCondition } from '../../model/permission.js';
import type { Text } from '../../model/text.js';

/** What a converter makes of a member's value. */
export interface Converted {
  /** Text for the placeholder. */
  part?: Text;
  /** ARN of everything up to and including the placeholder; what the template has after it is appended. */
  upTo?: Text;
  /** A complete ARN; the template is not used. */
  whole?: Text;
  /** Fields the value itself names (a queue's URL says its Region and account). */
  fields?: { [field: string]: Text };
  /** A condition the resource can't be named without (`kms:RequestAlias`). */
  condition?: PermissionCondition;
  /** The value names something of another type: this rule gives nothing. */
  other?: true;
  /** The value names something that needs no permission: this rule gives nothing. */
  none?: true;
}

export interface ConvertContext {
  /** ARN template up to and including the placeholder. */
  template: string;
  /** Service prefix and resource type the template belongs to. */
  prefix: string;
  type: string | undefined;
  /** Client's Region, or the deployment's. */
  fields: { [field: string]: Text };
  resources: { readonly [target: string]: DeployedResource };
  /** ARN template of a CloudFormation type within a service prefix. */
  arnOfCfn(cfnType: string, prefix: string): string | undefined;
}

/** Turns one value into what stands in the ARN. May give several (an inference profile needs its models too). */
export type Converter = (text: Text, context: ConvertContext) => Converted[];
