import type { ActionRecord } from '../../catalog/types.js';
import { arnFields } from '../arn/arn-pattern.js';
import { canBeArn, type TypeTemplate, templatesOfAction } from '../arn/resource-types.js';
import type { Entry, StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/**
 * IT501: an action none of the statement's resources is for, or a resource none of its actions is for. IT503: an action that takes no
 * resource, on ARNs only. IT504: `*` although every action takes a resource. Actions with wildcards are not judged.
 */
export const noOpPairs: Rule = function* ({ policy, catalog }) {
  for (const statement of policy.statements) {
    const { action, resource } = statement;
    if (policy.type === 'trust' || action.length === 0 || resource.length === 0) continue;
    if (resource.some(({ text }) => text.startsWith('${'))) continue;
    const records = action.map((entry) => ({ entry, record: catalog.action(entry.text) }));
    const known = records.flatMap(({ entry, record }) =>
      record ? [{ entry, record, types: templatesOfAction(record, catalog) }] : [],
    );
    if (resource.some(({ text }) => text === '*')) {
      if (known.length === records.length) yield* starForAll(statement, known);
      continue;
    }
    yield* deadActions(known, statement);
    if (known.length === records.length) yield* deadResources(known, resource);
  }
};

interface Known {
  entry: Entry;
  record: ActionRecord;
  types: TypeTemplate[];
}

const touches = ({ types }: Known, { text }: Entry): boolean => {
  const arn = arnFields(text);
  // What is no whole ARN has findings of its own.
  return arn === undefined || types.some((template) => canBeArn(arn, template));
};

function* deadActions(known: readonly Known[], { effect, resource }: StatementView): Iterable<Complaint> {
  const does = effect === 'Deny' ? 'deny' : 'grant';
  for (const item of known) {
    const { action, wildcardOnly, resourceTypes } = item.record;
    if (wildcardOnly || resourceTypes.length === 0)
      yield { code: 'IT503', at: item.entry.node, args: { action, does } };
    else if (!resource.some((entry) => touches(item, entry)))
      yield { code: 'IT501', at: item.entry.node, args: { what: action, types: namesOf(item.types) } };
  }
}

function* deadResources(known: readonly Known[], resource: readonly Entry[]): Iterable<Complaint> {
  // When no action meets any resource, the actions have said so already.
  if (!known.some((item) => resource.some((entry) => touches(item, entry)))) return;
  for (const entry of resource)
    if (!known.some((item) => touches(item, entry)))
      yield {
        code: 'IT501',
        at: entry.node,
        args: { what: entry.text, types: namesOf(known.flatMap(({ types }) => types)) },
      };
}

function* starForAll({ effect, resource }: StatementView, known: readonly Known[]): Iterable<Complaint> {
  const all =
    known.length > 0 &&
    known.every(({ record }) => !record.wildcardOnly && record.resourceTypes.some(({ required }) => required));
  const star = resource.find(({ text }) => text === '*');
  if (effect === 'Allow' && all && star)
    yield { code: 'IT504', at: star.node, args: { types: namesOf(known.flatMap(({ types }) => types)) } };
}

/** The first few types by name. */
function namesOf(types: readonly TypeTemplate[]): string {
  const names = [...new Set(types.map(({ record }) => record.type))].sort();
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} …` : names.join(', ');
}

const MOST_NAMES = 5;
