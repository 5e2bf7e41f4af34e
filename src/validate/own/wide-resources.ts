import type { Catalog } from '../../catalog/types.js';
import { arnCovers } from '../../model/arn-covers.js';
import { type ArnFields, arnFields } from '../arn/arn-pattern.js';
import { templatesOf } from '../arn/resource-types.js';
import type { Entry } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** IT509: an ARN that looks specific and matches everything of its type. IT512: a bucket anybody could own, once per statement.
 * Both suggestions. */
export const wideResources: Rule = function* ({ policy, catalog }) {
  if (policy.type !== 'identity') return;
  for (const { effect, resource, conditions } of policy.statements) {
    const pinned = conditions.some(({ key }) => /^(aws|s3):ResourceAccount$/i.test(key));
    const named = effect === 'Allow' ? resource.flatMap(arnEntry) : [];
    const wide = named.flatMap(({ arn, entry }) => wideComplaint(arn, entry, catalog));
    yield* wide;
    const open = named.find(
      ({ arn, entry }) => GLOBAL_NAMES.has(arn.service) && !wide.some(({ at }) => at === entry.node),
    );
    if (open && !pinned) yield { code: 'IT512', at: open.entry.node, args: { arn: open.entry.text } };
  }
};

const arnEntry = (entry: Entry): { arn: ArnFields; entry: Entry }[] => {
  const arn = arnFields(entry.text);
  return arn ? [{ arn, entry }] : [];
};

function wideComplaint(arn: ArnFields, { text, node: at }: Entry, catalog: Catalog): Complaint[] {
  const named = templatesOf(arn.service, catalog).filter(({ fields }) => fields.resource.includes('${'));
  const wide = named.find(({ record }) => arnCovers(text, anyOf(record.arn, arn.partition)));
  return wide ? [{ code: 'IT509', at, args: { arn: text, type: wide.record.type } }] : [];
}

/** Services whose resource names are unique in the whole partition, so that the ARN does not say whose they are. */
const GLOBAL_NAMES = new Set(['s3']);

/** Every ARN of a type, in one partition. */
const anyOf = (template: string, partition: string): string =>
  template
    .replace('${Partition}', partition)
    .replace(/\$\{[^}]*\}/g, '*')
    .replace(/\*{2,}/g, '*');
