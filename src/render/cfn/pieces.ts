import type { Catalog, CfnResourceRecord } from '../../catalog/types.js';
import type { Dependencies } from '../../model/depends-on.js';
import { type LambdaFunction, type Project, resourcesFor } from '../../model/function.js';
import type { ReferencePart, Text, TextPart } from '../../model/text.js';
import { isForeign, languageOf } from '../text/language.js';
import type { Placeholders } from '../text/placeholders.js';

/** What a text is made of in CloudFormation. `ref` and `attribute` are names as `Ref` and `Fn::GetAtt` take them. */
export type Piece =
  /** `raw` text is for the language that reads the file first, and is not escaped. */
  | { kind: 'text'; text: string; raw?: true }
  | { kind: 'ref'; name: string }
  | { kind: 'attribute'; name: string }
  | { kind: 'import'; name: string }
  | { kind: 'piece'; of: Piece; separator: string; index: number };

/** How a dialect of CloudFormation differs. */
export interface Dialect {
  /** Whether a name may stand in the `${…}` of `!Sub`. */
  subTakes?(name: string): boolean;
  /** Whether a text may stand outside of `!Sub`, where nothing in it is escaped. */
  plainTakes?(text: string): boolean;
  /** Text of a parameter that the dialect knows as a variable of its own. */
  variable?(target: string): string | undefined;
}

export interface CfnScope {
  fn: LambdaFunction;
  project: Project;
  catalog: Catalog;
  parameters: Placeholders;
  /** How the printed dialect differs from plain CloudFormation. */
  dialect: Dialect;
  /** Who waits for whom in the function's template. */
  dependencies: Dependencies;
}

/**
 * Text → pieces. A reference to an ARN is `Ref` or `Fn::GetAtt`, whichever gives the ARN for that type, or the ARN written out around
 * the name where neither does. What the function's template has no name for becomes a parameter.
 * @param prefix service prefix of the action, since one resource can have ARNs of several services
 */
export const piecesOf = (text: Text, prefix: string, scope: CfnScope): Piece[] =>
  text.flatMap((part) => {
    const pieces = piecesOfPart(part, prefix, scope);
    const [only] = pieces;
    return part.kind === 'reference' && part.piece && only ? [{ kind: 'piece', of: only, ...part.piece }] : pieces;
  });

function piecesOfPart(part: TextPart, prefix: string, scope: CfnScope): Piece[] {
  if (part.kind === 'literal') return [{ kind: 'text', text: part.text }];
  if (part.kind === 'unknown') return [{ kind: 'text', text: '*' }];
  if (part.kind === 'env') return [{ kind: 'ref', name: scope.parameters.nameOf(part) }];
  switch (part.targetKind) {
    case 'pseudo':
      return [{ kind: 'ref', name: part.target }];
    case 'dynamic': {
      if (part.target.startsWith('resolve:')) return [{ kind: 'text', text: `{{${part.target}}}` }];
      const variable = scope.dialect.variable?.(part.target);
      return variable === undefined
        ? [{ kind: 'ref', name: scope.parameters.nameOf(part) }]
        : [{ kind: 'text', text: variable, raw: true }];
    }
    case 'import':
      return [{ kind: 'import', name: part.target }];
    case 'parameter': {
      const variable = scope.dialect.variable?.(part.target);
      if (variable !== undefined) return [{ kind: 'text', text: variable, raw: true }];
      // A variable of another dialect (`sls:stage`) is no name of a template.
      return part.target.includes(':')
        ? [{ kind: 'ref', name: scope.parameters.nameOf(part) }]
        : namedPieces(part, prefix, scope);
    }
    case 'resource':
      return namedPieces(part, prefix, scope);
  }
}

function namedPieces(part: ReferencePart, prefix: string, scope: CfnScope): Piece[] {
  const { fn, project, catalog, parameters } = scope;
  if (languageOf(fn, project) !== 'cloudformation' || isForeign(part, fn, project))
    return [{ kind: 'ref', name: parameters.nameOf(part) }];
  const record = part.targetType === undefined ? undefined : catalog.resourceOfCfn(part.targetType, prefix);
  if (part.via === undefined) return ownPieces(part, record, scope);
  const via: Piece = { kind: part.via.includes('.') ? 'attribute' : 'ref', name: part.via };
  if (part.attribute === part.viaAttribute) return [via];
  if (part.attribute !== 'Arn') return [{ kind: 'ref', name: parameters.nameOf(part) }];
  // The value passed between the stacks is the ARN already when that is what it was made from.
  if (holdsArn(part.viaAttribute, record)) return [via];
  if (part.viaAttribute === undefined && record?.ref === 'name') return arnAround(record, via);
  return [{ kind: 'ref', name: parameters.nameOf(part) }];
}

function ownPieces(part: ReferencePart, record: CfnResourceRecord | undefined, scope: CfnScope): Piece[] {
  const { target, attribute } = part;
  if (attribute === undefined) return [{ kind: 'ref', name: target }];
  if (attribute !== 'Arn' || record === undefined) return [{ kind: 'attribute', name: `${target}.${attribute}` }];
  if (record.arnAttribute !== undefined) return [{ kind: 'attribute', name: `${target}.${record.arnAttribute}` }];
  if (record.ref === 'arn') return [{ kind: 'ref', name: target }];
  return record.ref === 'name'
    ? arnAround(record, { kind: 'ref', name: target }, nameHasSlash(target, scope))
    : [{ kind: 'attribute', name: `${target}.Arn` }];
}

const holdsArn = (attribute: string | undefined, record: CfnResourceRecord | undefined): boolean =>
  attribute === undefined ? record?.ref === 'arn' : attribute === record?.arnAttribute || attribute.endsWith('Arn');

const PSEUDO: { readonly [placeholder: string]: string } = {
  '${Partition}': 'AWS::Partition',
  '${Region}': 'AWS::Region',
  '${Account}': 'AWS::AccountId',
};

/** Whether the template gives the resource a name that begins with a slash, as paths of SSM parameters do. */
function nameHasSlash(target: string, { fn, project }: CfnScope): boolean {
  const [first] = resourcesFor(fn, project)[target]?.declaredName ?? [];
  return first?.kind === 'literal' && first.text.startsWith('/');
}

/**
 * The ARN format of a type with its own placeholder filled by the resource's name. A name that begins with a slash brings the one that
 * the format has before it: `parameter/a/b` is the ARN of the parameter `/a/b`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
function arnAround(record: CfnResourceRecord, name: Piece, slashed = false): Piece[] {
  const format = slashed ? record.arn.replace(/\/(\$\{\w+\})$/, '$1') : record.arn;
  const parts = format.split(/(\$\{\w+\})/).filter((part) => part !== '');
  const own = parts.findLastIndex((part) => part.startsWith('${') && PSEUDO[part] === undefined);
  return parts.map((part, at): Piece => {
    if (!part.startsWith('${')) return { kind: 'text', text: part };
    if (PSEUDO[part] !== undefined) return { kind: 'ref', name: PSEUDO[part] };
    // What the resource belongs to (the application of an environment) is not in its name.
    return at === own ? name : { kind: 'text', text: '*' };
  });
}
