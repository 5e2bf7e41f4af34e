import { type Text, type TextPart, writtenOut } from '../../model/text.js';
import type { Placeholders } from '../text/placeholders.js';

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Aws.html */
const PSEUDO: { readonly [target: string]: string } = {
  'AWS::Partition': 'cdk.Aws.PARTITION',
  'AWS::Region': 'cdk.Aws.REGION',
  'AWS::AccountId': 'cdk.Aws.ACCOUNT_ID',
  'AWS::URLSuffix': 'cdk.Aws.URL_SUFFIX',
  'AWS::StackName': 'cdk.Aws.STACK_NAME',
  'AWS::StackId': 'cdk.Aws.STACK_ID',
};

/** Text of a policy as a TypeScript expression: a string, a member of `references`, or a template of both. */
export function tsExpression(text: Text, references: Placeholders): string {
  if (text.every((part) => part.kind === 'literal' || part.kind === 'unknown')) return tsString(writtenOut(text));
  const [only, ...others] = text;
  if (only && others.length === 0) return reference(only, references);
  return `\`${text.map((part) => (part.kind === 'literal' ? escaped(part.text, /[\\`]|\$(?=\{)/g) : part.kind === 'unknown' ? '*' : `\${${reference(part, references)}}`)).join('')}\``;
}

function reference(part: TextPart, references: Placeholders): string {
  if (part.kind === 'literal' || part.kind === 'unknown') throw new Error('only references are expressions');
  const pseudo = part.kind === 'reference' && part.targetKind === 'pseudo' ? PSEUDO[part.target] : undefined;
  const name = pseudo ?? `references.${references.nameOf(part)}`;
  return part.kind === 'reference' && part.piece
    ? `cdk.Fn.select(${part.piece.index}, cdk.Fn.split(${tsString(part.piece.separator)}, ${name}))`
    : name;
}

/** A string literal in single quotes. */
export const tsString = (text: string): string => `'${escaped(text, /[\\']/g)}'`;

const escaped = (text: string, special: RegExp): string =>
  text
    .replace(special, '\\$&')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
