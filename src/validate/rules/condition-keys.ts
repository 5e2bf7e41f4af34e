import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { isGlobal, typeOfKey } from '../condition-keys.js';
import { TAG_KEYS } from '../data/global-condition-keys.js';
import { PROVIDER_KEY } from '../data/provider-keys.js';
import type { JsonNode } from '../json/node.js';
import type { ConditionView, PolicyType } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Do the condition keys exist? */
export const conditionKeys: Rule = function* ({ policy, catalog }) {
  for (const { conditions, elements } of policy.statements) {
    const node = elements.get('Condition')?.value;
    if (node?.kind === 'object' && node.members.length === 0) yield { code: 'EMPTY_OBJECT_CONDITION', at: node };
    for (const condition of conditions) {
      yield* exists(condition, catalog, policy.type);
      yield* twice(condition);
    }
  }
};

function* exists({ key, keyNode: at }: ConditionView, catalog: Catalog, type: PolicyType): Iterable<Complaint> {
  const lower = key.toLowerCase();
  if (PROVIDER_KEY.test(key)) return;
  if (lower === 'aws:arn') return yield oldArnKey(key, at, type);
  if (!/^[^:\s]+:[^\s]+$/.test(key)) return yield { code: 'INVALID_CONDITION_KEY_FORMAT', at };
  const tag = TAG_KEYS.find((known) => lower === known.toLowerCase() || lower === known.slice(0, -1).toLowerCase());
  if (tag) return yield { code: 'MISSING_TAG_KEY_IN_CONDITION', at, args: { key: tag.slice(0, -1) } };
  if (typeOfKey(key, catalog)) return;
  if (isGlobal(key)) return yield { code: 'INVALID_GLOBAL_CONDITION_KEY', at, args: { key } };
  const service = servicePrefixOf(key);
  if (!catalog.service(service)) yield { code: 'INVALID_SERVICE', at, args: { service } };
  else yield { code: 'INVALID_SERVICE_CONDITION_KEY', at, args: { service, key } };
}

/** The same key in other case under the same operator: said once, at the later one. */
function* twice({ key, keyNode, block }: ConditionView): Iterable<Complaint> {
  const first = block.members.find((member) => member.name.toLowerCase() === key.toLowerCase());
  if (first && first.key !== keyNode && first.name !== key)
    yield { code: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE', at: keyNode, args: { key } };
}

/** `aws:ARN` was split in two. Where services are principals it may have meant either, elsewhere only the principal. */
function oldArnKey(key: string, at: JsonNode, type: PolicyType): Complaint {
  if (type === 'resource' || type === 'trust' || type === 'rcp')
    return { code: 'UNSUPPORTED_GLOBAL_CONDITION_KEY', at, args: { key } };
  return { code: 'DEPRECATED_GLOBAL_CONDITION_KEY', at, args: { key, instead: 'aws:PrincipalArn' } };
}
