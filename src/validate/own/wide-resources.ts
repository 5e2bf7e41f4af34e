import type { Catalog } from '../../catalog/types.js';
import { arnCovers } from '../../model/arn-covers.js';
import { arnFields } from '../arn/arn-pattern.js';
import { templatesOf } from '../arn/resource-types.js';
import type { Entry } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** IT509: an ARN that looks specific and matches everything of its type. IT512: a bucket anybody could own. Both suggestions. */
export const wideResources: Rule = function* ({ policy, catalog }) {
  if (policy.type !== 'identity') return;
  for (const { effect, resource, conditions } of policy.statements) {
    const pinned = conditions.some(({ key }) => /^(aws|s3):ResourceAccount$/i.test(key));
    for (const entry of effect === 'Allow' ? resource : []) yield* check(entry, pinned, catalog);
  }
};

function* check({ text, node: at }: Entry, pinned: boolean, catalog: Catalog): Iterable<Complaint> {
  const arn = arnFields(text);
  if (!arn) return;
  const wide = templatesOf(arn.service, catalog).find(({ record }) =>
    arnCovers(text, anyOf(record.arn, arn.partition)),
  );
  if (wide) yield { code: 'IT509', at, args: { arn: text, type: wide.record.type } };
  else if (GLOBAL_NAMES.has(arn.service) && !pinned) yield { code: 'IT512', at, args: { arn: text } };
}

/** Services whose resource names are unique in the whole partition, so that the ARN does not say whose they are. */
const GLOBAL_NAMES = new Set(['s3']);

/** Every ARN of a type, in one partition. */
const anyOf = (template: string, partition: string): string =>
  template
    .replace('${Partition}', partition)
    .replace(/\$\{[^}]*\}/g, '*')
    .replace(/\*{2,}/g, '*');
