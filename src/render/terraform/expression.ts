import type { Catalog } from '../../catalog/types.js';
import type { LambdaFunction, Project } from '../../model/function.js';
import { literal, type ReferencePart, type Text, type TextPart } from '../../model/text.js';
import { UserError } from '../../model/user-error.js';
import { isForeign, languageOf } from '../text/language.js';
import { snakeCase } from '../text/names.js';
import type { Placeholders } from '../text/placeholders.js';

export interface HclScope {
  fn: LambdaFunction;
  project: Project;
  variables: Placeholders;
  /** Data sources the output refers to: `aws_region`. */
  dataSources: Set<string>;
  /** With it the ARN of what only has a name in the module is written out. */
  catalog?: Catalog;
}

/**
 * Values of pseudo parameters. `id` of the Region, since `name` is deprecated from version 6 of the provider and `region` does not exist
 * before it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/region
 */
const PSEUDO: { readonly [target: string]: readonly [source: string, attribute: string] } = {
  'AWS::Partition': ['aws_partition', 'partition'],
  'AWS::URLSuffix': ['aws_partition', 'dns_suffix'],
  'AWS::Region': ['aws_region', 'id'],
  'AWS::AccountId': ['aws_caller_identity', 'account_id'],
};

/** Text of a policy as an HCL expression for `aws_iam_policy_document`: a bare reference, or a quoted template. */
export function hclExpression(text: Text, scope: HclScope): string {
  const [only, ...others] = writtenOut(text, scope);
  if (only && others.length === 0 && only.kind !== 'literal' && only.kind !== 'unknown')
    return hclReference(only, scope);
  return `"${writtenOut(text, scope)
    .map((part) => inTemplate(part, scope))
    .join('')}"`;
}

const PLACES: { readonly [placeholder: string]: string } = {
  '${Partition}': 'AWS::Partition',
  '${Region}': 'AWS::Region',
  '${Account}': 'AWS::AccountId',
};

/** ARNs of which the module has the name only (`module.orders.table_name`) written around it, where the type has one name. */
function writtenOut(text: Text, { fn, catalog }: HclScope): Text {
  return text.flatMap((part): Text => {
    if (part.kind !== 'reference' || part.via === undefined || part.viaModule !== moduleOf(fn.id)) return [part];
    const { targetType, attribute, viaAttribute } = part;
    if (attribute !== 'Arn' || viaAttribute !== undefined || targetType === undefined) return [part];
    const record = catalog?.resourceOfCfn(targetType, targetType.split('::')[1]!.toLowerCase());
    const holes = record?.arn.match(/\$\{\w+\}/g)?.filter((hole) => PLACES[hole] === undefined) ?? [];
    if (record?.ref !== 'name' || holes.length !== 1) return [part];
    const { attribute: _arn, ...name } = part;
    return record.arn.split(/(\$\{\w+\})/).flatMap((piece): Text => {
      if (!piece.startsWith('${')) return literal(piece);
      const pseudo = PLACES[piece];
      return pseudo === undefined ? [name] : [{ kind: 'reference', target: pseudo, targetKind: 'pseudo' }];
    });
  });
}

function inTemplate(part: TextPart, scope: HclScope): string {
  if (part.kind === 'literal') return policyText(part.text);
  if (part.kind === 'unknown') return '*';
  return `\${${hclReference(part, scope)}}`;
}

type Named = Exclude<TextPart, { kind: 'literal' | 'unknown' }>;

function hclReference(part: Named, scope: HclScope): string {
  const name = hclName(part, scope);
  return part.kind === 'reference' && part.piece
    ? `element(split("${hclText(part.piece.separator)}", ${name}), ${part.piece.index})`
    : name;
}

function hclName(part: Named, scope: HclScope): string {
  const { fn, project, variables, dataSources } = scope;
  if (part.kind === 'env') return `var.${variables.nameOf(part)}`;
  const pseudo = part.targetKind === 'pseudo' ? PSEUDO[part.target] : undefined;
  if (pseudo) {
    dataSources.add(pseudo[0]);
    return `data.${pseudo[0]}.current.${pseudo[1]}`;
  }
  if (languageOf(fn, project) !== 'terraform' || isForeign(part, fn, project)) return `var.${variables.nameOf(part)}`;
  const module = moduleOf(fn.id);
  if (part.via !== undefined && part.viaModule === module && part.attribute === part.viaAttribute) return part.via;
  return nameIn(module, part) ?? `var.${variables.nameOf(part)}`;
}

/** How a module names a value itself; undefined for what stands in another one: that has to be passed. */
function nameIn(module: string, part: ReferencePart): string | undefined {
  if (part.targetKind === 'resource') {
    if (!part.target.startsWith(module)) return undefined;
    const own = part.target.slice(module.length);
    const called = /^(module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?)(\.role)?$/.exec(own);
    if (called) return registryOutput(called[1]!, called[2] !== undefined, part.attribute);
    return own.startsWith('module.') ? undefined : `${own}.${attributeOf(part)}`;
  }
  // Variables and data sources are those of the root module; what another one reads of them it has as a variable.
  if (module !== '' || part.via !== undefined) return undefined;
  if (part.targetKind === 'parameter') return part.target.includes('.') ? part.target : `var.${part.target}`;
  // What only the provider knows is an expression of the module: `data.aws_ssm_parameter.table.value`.
  return part.targetKind === 'dynamic' ? part.target : undefined;
}

/**
 * A function that a module of the registry makes is known by the module's outputs:
 * https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws/latest?tab=outputs
 */
function registryOutput(module: string, isRole: boolean, attribute: string | undefined): string {
  const of = attribute === undefined ? 'name' : snakeCase(attribute);
  return `${module}.lambda_${isRole ? 'role' : 'function'}_${of}`;
}

/** The module a function stands in: `module.orders.aws_lambda_function.this` → `module.orders.`; empty for the root. */
export function moduleOf(id: string): string {
  const start = id.search(/(?:^|\/)module\.[\w-]+[.[]/);
  const address = start < 0 ? '' : id.slice(start).replace(/^\//, '');
  return /^(?:module\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?\.)*/.exec(address)?.[0] ?? '';
}

/** The model speaks CloudFormation's attributes: `Arn` → `arn`, `StreamArn` → `stream_arn`; what `Ref` gives is mostly `id`. */
const attributeOf = ({ attribute }: ReferencePart): string => (attribute === undefined ? 'id' : snakeCase(attribute));

/**
 * IAM's `${…}` is `&{…}` in this data source, so that a literal `&{` cannot be written in it:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document#context-variable-interpolation
 */
function policyText(text: string): string {
  if (text.includes('&{'))
    throw new UserError(`"${text}" holds &{, which aws_iam_policy_document reads as a policy variable`, {
      advice: 'use --format policy and pass the JSON to aws_iam_role_policy',
    });
  return hclText(text.replaceAll('${', '&{'));
}

/** Escapes of a quoted template: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export const hclText = (text: string): string =>
  text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\$\{/g, '$$$${')
    .replace(/%\{/g, '%%{')
    // Directly before a reference these would read as the start of an escape.
    .replace(/[$%]$/, (char) => (char === '$' ? '\\u0024' : '\\u0025'))
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (char) => `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`);
