import type { PermissionCondition } from '../../src/model/permission.js';
import type { Text } from '../../src/model/text.js';

const PSEUDO: { [name: string]: string } = {
  'AWS::Partition': 'P',
  'AWS::Region': 'R',
  'AWS::AccountId': 'A',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A text as test tables write it: `arn:P:sqs:R:A:orders`, `${Queue.Arn}`, `${env:NAME}`, `?` for what nobody can see. */
export const plainText = (text: Text): string =>
  text
    .map((part) => {
      if (part.kind === 'literal') return part.text;
      if (part.kind === 'env') return `\${env:${part.name}}`;
      if (part.kind === 'unknown') return '?';
      return PSEUDO[part.target] ?? `\${${part.target}${part.attribute ? `.${part.attribute}` : ''}}`;
    })
    .join('');

/** ` if kms:ViaService=s3.R.amazonaws.com` for each condition key. */
export const plainCondition = (condition: PermissionCondition | undefined): string =>
  Object.values(condition ?? {})
    .flatMap((keys) => Object.entries(keys).map(([key, values]) => ` if ${key}=${values.map(plainText).join('|')}`))
    .join('');
