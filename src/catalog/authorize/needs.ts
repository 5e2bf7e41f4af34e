import { literal, type Text } from '../../model/text.js';
import type { GrantRule } from '../rules.js';
import type { Need } from '../types.js';
import { conditionOf } from './conditions.js';
import type { RuleContext } from './context.js';
import { inWords } from './decide.js';
import type { Scope } from './look-up.js';
import { resourcesOf } from './resources.js';

/** The needs of a grant that applies: one for each resource its rules fill. */
export function needsOf(grant: GrantRule, scope: Scope, context: RuleContext): Need[] {
  const conditional = grant.when !== undefined || grant.kind === 'conditional';
  const words = grant.words ?? (grant.when && inWords(grant.when));
  return resourcesOf(grant, scope, context).map((named) => {
    const condition = conditionOf(grant, scope, atRegionOf(named.resource, context), named.condition);
    return {
      action: grant.action,
      kind: conditional ? 'conditional' : 'required',
      ...(words && { when: words }),
      ...(named.type && { resourceType: named.type }),
      resource: named.resource,
      ...(condition && { condition }),
      evidence: { kind: grant.evidence, ...(grant.source && { source: grant.source }) },
    };
  });
}

/** A key serves its own Region only: a call that names its ARN goes through the service there (`kms:ViaService`), whatever the client's is. */
function atRegionOf(resource: Text, context: RuleContext): RuleContext {
  const [first] = resource;
  const region = first?.kind === 'literal' ? /^arn:[^:]+:[^:]+:([a-z0-9-]+):/.exec(first.text)?.[1] : undefined;
  return region ? { ...context, fields: { ...context.fields, Region: literal(region) } } : context;
}
