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
  /** The template goes on with another placeholder: the value names what the resource belongs to, not the resource itself. */
  more?: boolean;
  /** Service prefix and resource type the template belongs to. */
  prefix: string;
  type: string | undefined;
  /** Client's Region, or the deployment's. */
  fields: { [field: string]: Text };
  resources: { readonly [target: string]: DeployedResource };
  /** ARN template of a CloudFormation type within a service prefix. */
  arnOfCfn(cfnType: string, prefix: string): string | undefined;
  /** What `Ref` of a CloudFormation type returns, as in the catalog's index; undefined where the type is not known. */
  refOfCfn?(cfnType: string, prefix: string): 'arn' | 'name' | 'url' | 'other' | undefined;
}

/** Turns one value into what stands in the ARN. May give several (an inference profile needs its models too). */
export type Converter = (text: Text, context: ConvertContext) => Converted[];
