import { describeOperation } from '../../catalog/index.js';
import type { Catalog } from '../../catalog/types.js';
import type { FunctionAnalysis } from '../../model/analysis.js';
import type { SourceLocation } from '../../model/location.js';
import type { Permission } from '../../model/permission.js';
import type { SdkCall } from '../../model/sdk-call.js';
import type { Granted } from './grants.js';

/**
 * Says of a grant why a call of the function may need it, though nothing here decides that: the key of a resource that another stack may
 * encrypt, and what depends on a part of a request that only run time knows (IT203). Only a grant that names the action counts: somebody
 * wrote it for a reason, while `iam:*` says nothing of `iam:PassRole`. And only one whose action nothing is known to need.
 */
export function maybeNeeded(
  { calls, permissions, findings }: FunctionAnalysis,
  catalog: Catalog,
): (grant: Granted) => string | undefined {
  const needed = new Set(permissions.map(({ action }) => action.toLowerCase()));
  const reasons = new Map<string, string>();
  for (const { ruleId, args, location } of findings)
    if (ruleId === 'IT203')
      reasons.set(String(args['action']).toLowerCase(), `${placeOf(location)}it may be needed: ${args['when']}`);
  for (const call of calls.filter((one) => !one.otherCredentials && usesForeign(one, permissions))) {
    const name = `${call.client}:${call.operation}`;
    for (const { action, ofKey, when } of describeOperation(name, catalog)?.actions ?? [])
      if (ofKey)
        reasons.set(action.toLowerCase(), `${placeOf(call.location)}${name} needs it${when ? ` when ${when}` : ''}`);
  }
  return ({ action }) => {
    const reason = needed.has(action.toLowerCase()) ? undefined : reasons.get(action.toLowerCase());
    return reason && `kept from the policy of today: ${reason}`;
  };
}

const placeOf = (location: SourceLocation | undefined): string =>
  location ? `${location.file}:${location.line} ` : '';

/** True when a call uses something that the template does not declare: how that is encrypted, nothing here says. */
function usesForeign({ location }: SdkCall, permissions: readonly Permission[]): boolean {
  const here = ({ file, line, column }: SourceLocation) =>
    file === location.file && line === location.line && column === location.column;
  return permissions.some(
    ({ resource, evidence }) =>
      evidence.some((item) => item.source === 'static' && here(item.at)) &&
      !resource.some((part) => part.kind === 'reference' && part.targetKind === 'resource'),
  );
}
