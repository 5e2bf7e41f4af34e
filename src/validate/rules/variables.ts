import { OPERATORS } from '../data/operators.js';
import type { JsonNode } from '../json/node.js';
import type { Complaint, Rule } from '../types.js';

/** Policy variables, `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`: written right, and where they work.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export const variables: Rule = function* ({ policy }) {
  for (const { sid, action, notAction, resource, notResource, principals, conditions } of policy.statements) {
    const elsewhere = [
      ...(sid ? [{ ...sid, element: 'Sid' }] : []),
      ...[...action, ...notAction].map((entry) => ({ ...entry, element: 'Action' })),
      ...principals.map((entry) => ({ ...entry, element: entry.element })),
    ];
    for (const { text, node, element } of elsewhere)
      if (IAM_VARIABLE.test(text)) yield { code: 'VARIABLE_UNSUPPORTED_IN_ELEMENT', at: node, args: { element } };
    for (const { text, node } of [...resource, ...notResource]) yield* inText(text, node, policy.version);
    for (const { operator, known, values } of conditions) {
      const type = OPERATORS[operator];
      for (const { text, node } of values) {
        if (known && type !== 'String' && type !== 'Arn' && IAM_VARIABLE.test(text))
          yield { code: 'INVALID_VARIABLE_FOR_OPERATOR', at: node, args: { operator } };
        else yield* inText(text, node, policy.version);
      }
    }
  }
};

/** A variable of IAM, not a placeholder of a template: its name has a prefix of a service or of an identity provider. */
const IAM_VARIABLE = /\$\{\s*[a-z0-9.-]+:(?!:)[^}]*\}/i;

function* inText(text: string, at: JsonNode, version: string | undefined): Iterable<Complaint> {
  if (!text.includes('${')) return;
  if (version !== '2012-10-17') {
    if (IAM_VARIABLE.test(text)) yield { code: 'VARIABLE_UNSUPPORTED_IN_VERSION', at };
    return;
  }
  for (const rest of text.split('${').slice(1)) {
    const end = rest.indexOf('}');
    if (end < 0) return yield { code: 'MISSING_BRACE_IN_VARIABLE', at };
    yield* inVariable(rest.slice(0, end), at);
  }
}

function* inVariable(body: string, at: JsonNode): Iterable<Complaint> {
  const comma = body.indexOf(',');
  const name = comma < 0 ? body : body.slice(0, comma);
  if (name.trim() === '') return yield { code: 'EMPTY_VARIABLE', at };
  if (/\s/.test(name)) yield { code: 'UNSUPPORTED_SPACE_IN_VARIABLE', at };
  if (comma >= 0 && !/^\s*'[^']*'\s*$/.test(body.slice(comma + 1))) yield { code: 'MISSING_QUOTE_IN_VARIABLE', at };
}
