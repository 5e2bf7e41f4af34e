import type { ArnContext, ArnPattern } from './arn.js';
import { partitionOfRegion, urlSuffixOfPartition } from './partition.js';
import { bindEnvironment, concatTexts, type Text, type TextPart } from './text.js';

/**
 * Turns a resource into the text of a policy's `Resource`: references as `${Orders.Arn}`, unbound environment variables as
 * `${env:NAME}`, unknown parts as `*`, pseudo parameters from the context, else `*` in their own place. A partition nobody knows is
 * the one of the Region, else `aws`. Literals are IAM pattern text already: text out of code goes through `escapeLiterals` first.
 * What cannot be written as an ARN (nothing known of its start, or of its service) is `*`.
 */
export function renderArn(pattern: ArnPattern, context: ArnContext = {}): string {
  const text = bindEnvironment(pattern, false);
  const fields = splitFields(text);
  if (fields === undefined) return renderWhole(text, context);
  // A short ARN reads as `*` in the fields it lacks; written out, nobody has to know that.
  while (fields.length < 6) fields.push([{ kind: 'literal', text: '*' }]);
  const filled = fillPartition(fields, context);
  const service = filled[2] === undefined ? '' : renderText(filled[2], context);
  // IAM allows no wildcard in the service field, so an ARN of an unknown service can only be said as "any resource".
  if (/[*?]/.test(unescaped(service))) return '*';
  return tidy(filled.map((field) => renderText(field, context)).join(':'));
}

/**
 * Writes a partly known string in IAM pattern language. Pseudo parameters come from the context; those it lacks, and unknown parts,
 * are `*`. Used for resources and for values of conditions.
 */
export function renderText(text: Text, context: ArnContext = {}): string {
  return tidy(text.map((part) => renderPart(part, context)).join(''));
}

/**
 * Makes wildcards and variables in literal text mean themselves: `a*b` → `a${*}b`. For text that comes from code or logs, before it
 * is put into an ARN. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export const escapeLiterals = (text: Text): Text =>
  concatTexts(text.map((part) => (part.kind === 'literal' ? { ...part, text: escapeLiteral(part.text) } : part)));

/** The same for one string. */
export const escapeLiteral = (text: string): string => text.replace(/[*?]|\$(?=\{)/g, (char) => `\${${char}}`);

/** A pattern without its `${…}`: what is left of `*` and `?` are wildcards. */
const unescaped = (pattern: string): string => pattern.replace(/\$\{[^}]*\}/g, '');

function renderPart(part: TextPart, context: ArnContext): string {
  if (part.kind === 'literal') return part.text;
  if (part.kind === 'env') return `\${env:${part.name}}`;
  if (part.kind === 'unknown') return '*';
  const pseudo = pseudoValue(part.target, context);
  if (part.targetKind === 'pseudo' && pseudo !== undefined) return pseudo;
  const name = part.attribute === undefined ? part.target : `${part.target}.${part.attribute}`;
  return part.piece ? `\${${name}.split('${part.piece.separator}')[${part.piece.index}]}` : `\${${name}}`;
}

/** Value of a pseudo parameter the context fills; undefined for those that stay references (`AWS::StackName`). */
function pseudoValue(target: string, context: ArnContext): string | undefined {
  const partition = context.partition ?? partitionOfRegion(context.region);
  const values: { [target: string]: string } = {
    'AWS::Partition': partition,
    'AWS::Region': context.region ?? '*',
    'AWS::AccountId': context.account ?? '*',
    'AWS::URLSuffix': context.urlSuffix ?? urlSuffixOfPartition(partition),
  };
  return values[target];
}

/** The six fields of `arn:…`, split at literal colons only; undefined when the text does not start with `arn:`. */
function splitFields(text: Text): Text[] | undefined {
  const first = text[0];
  if (first?.kind !== 'literal' || !first.text.startsWith('arn:')) return undefined;
  const fields: TextPart[][] = [[]];
  for (const part of text) {
    if (part.kind !== 'literal') fields.at(-1)!.push(part);
    else
      part.text.split(/(?<!\$\{[^}]*):/).forEach((piece, index) => {
        if (index > 0 && fields.length < 6) fields.push([{ kind: 'literal', text: piece }]);
        else fields.at(-1)!.push({ kind: 'literal', text: index > 0 ? `:${piece}` : piece });
      });
  }
  return fields.map((field) => concatTexts(field));
}

/** The partition field when the ARN leaves it open: that of the ARN's own Region if it is known, else the context's. */
function fillPartition(fields: Text[], context: ArnContext): Text[] {
  const [arn, partition, service, region, account, resource] = fields as [Text, Text, Text, Text, Text, Text];
  const only = partition.length === 1 ? partition[0]! : undefined;
  const open = only?.kind === 'unknown' || (only?.kind === 'reference' && only.target === 'AWS::Partition');
  if (!open) return fields;
  const own = renderText(region, context);
  const known = context.partition ?? partitionOfRegion(/[*?$]/.test(own) || own === '' ? context.region : own);
  return [arn, [{ kind: 'literal', text: known }], service, region, account, resource];
}

/** Text that does not begin with `arn:`: a reference to a whole ARN, or something of which only the end is known. */
function renderWhole(text: Text, context: ArnContext): string {
  const first = text[0];
  // A literal `${Orders.Arn}` is a reference that was printed before and is read back.
  const isReference =
    first?.kind === 'env' ||
    (first?.kind === 'reference' && first.targetKind !== 'pseudo') ||
    (first?.kind === 'literal' && /^\$\{[^}*?$]/.test(first.text));
  return isReference ? renderText(text, context) : '*';
}

/**
 * One `*` for a run of them, and for a run of characters that IAM rejects in documents: it allows U+0009, U+000A, U+000D and
 * U+0020–U+00FF. Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
 */
const tidy = (pattern: string): string => pattern.replace(/[^\t\n\r\u0020-\u00ff]+/g, '*').replace(/\*{2,}/g, '*');
