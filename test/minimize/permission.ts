import type { Permission } from '../../src/model/permission.js';
import { concatTexts, literal, type Text, type TextPart } from '../../src/model/text.js';

/** A permission as tests write it: `${AWS::Region}`, `${Orders.Arn}`, `${env:TABLE}` and `${?why}` (unknown) in text, the rest literal. */
export interface WrittenPermission {
  action: string;
  resource: string;
  condition?: { [operator: string]: { [key: string]: string | string[] } };
}

export const permission = ({ action, resource, condition }: WrittenPermission): Permission => ({
  action: action as Permission['action'],
  resource: textOf(resource),
  ...(condition && {
    condition: mapValues(condition, (keys) => mapValues(keys, (values) => [values].flat().map(textOf))),
  }),
  evidence: [],
});

/** Text from its written form; IAM's own `${*}` escapes stay literal. */
export function textOf(written: string): Text {
  return concatTexts(
    written.split(/(\$\{[^}*$][^}]*\})/).map((piece): TextPart => {
      const body = /^\$\{(.*)\}$/.exec(piece)?.[1];
      if (body === undefined || body.startsWith('aws:')) return literal(piece)[0] ?? { kind: 'literal', text: '' };
      if (body.startsWith('?')) return { kind: 'unknown', reason: body.slice(1) };
      if (body.startsWith('env:')) return { kind: 'env', name: body.slice(4) };
      if (body.startsWith('AWS::')) return { kind: 'reference', target: body, targetKind: 'pseudo' };
      const [target = '', attribute] = body.split('.');
      return { kind: 'reference', target, ...(attribute && { attribute }), targetKind: 'resource' };
    }),
  );
}

const mapValues = <From, To>(object: { [name: string]: From }, change: (value: From) => To): { [name: string]: To } =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
