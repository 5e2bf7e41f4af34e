import type { Authorization, Catalog, Need } from '../catalog/types.js';
import type { Argument } from '../model/argument.js';
import type { Finding } from '../model/finding.js';
import { type LambdaFunction, type Project, resourcesFor } from '../model/function.js';
import type { LedgerEntry } from '../model/ledger.js';
import type { Permission, StaticEvidence } from '../model/permission.js';
import type { SdkCall } from '../model/sdk-call.js';
import type { Text } from '../model/text.js';
import { bindArguments } from './bind-arguments.js';
import { bindByName } from './bind-by-name.js';
import { boundByTrigger } from './trigger-bounds.js';

export interface CodeNeeds {
  permissions: Permission[];
  findings: Finding[];
  /** Calls that end in another bucket than `granted`, once the catalog has spoken. */
  ledger: LedgerEntry[];
}

/** The permissions that the calls of one function need: every call through the catalog, every need with the place that asks for it. */
export function needsOfCode(
  calls: readonly SdkCall[],
  fn: LambdaFunction,
  project: Project,
  catalog: Catalog,
  options: { conditions: boolean },
): CodeNeeds {
  const out: CodeNeeds = { permissions: [], findings: [], ledger: [] };
  const deployed = fn.declaredAt !== undefined;
  for (const call of calls) {
    const operation = `${call.client}:${call.operation}`;
    if (call.otherCredentials) {
      out.findings.push({
        ruleId: 'IT204',
        level: 'note',
        location: call.location,
        args: { operation, reason: call.otherCredentials.reason },
      });
      continue;
    }
    const region = call.region && regionOf(bindArguments(call.region, deployed), deployed);
    const authorization = catalog.authorize({
      client: call.client,
      operation: call.operation,
      input: bindArguments(call.input, deployed),
      ...(region && { region }),
      ...(call.endpoint && { endpoint: bindArguments(call.endpoint, deployed) }),
      resources: resourcesFor(fn, project),
      conditions: options.conditions,
    });
    collect(out, call, operation, authorization, { fn, project, catalog });
  }
  return out;
}

/** `region: process.env.REGION` where the deployment sets no such variable is none: the SDK takes the function's own Region. */
function regionOf(region: Argument, deployed: boolean): Argument | undefined {
  const unset = region.kind === 'text' && region.text.length === 1 && region.text[0]?.kind === 'env';
  return deployed && unset ? undefined : region;
}

function collect(
  out: CodeNeeds,
  call: SdkCall,
  operation: string,
  authorization: Authorization,
  where: { fn: LambdaFunction; project: Project; catalog: Catalog },
): void {
  if (authorization.outcome === 'unknown-operation' || authorization.outcome === 'unknown-action') {
    const ruleId = authorization.outcome === 'unknown-operation' ? 'IT201' : 'IT202';
    out.findings.push({ ruleId, level: 'warning', location: call.location, args: { operation } });
    out.ledger.push({
      bucket: 'unresolved-operation',
      location: call.location,
      site: operation,
      reason: `no IAM action is known for ${operation}`,
      advice: 'look it up in the Service Authorization Reference and keep its action in the config',
    });
  }
  for (const question of authorization.questions) {
    const args = { action: question.action, when: question.when, reason: question.reason };
    out.findings.push({ ruleId: 'IT203', level: 'note', location: question.at ?? call.location, args });
  }
  for (const need of authorization.needs) {
    if (need.kind === 'optional') continue;
    const named = bindByName(need, resourcesFor(where.fn, where.project), where.catalog);
    const { resource, bound } = boundByTrigger(named, need.action, where.fn.triggers);
    if (bound) {
      const args = { action: need.action, resource: bound };
      out.findings.push({ ruleId: 'IT206', level: 'note', location: call.location, args });
    }
    out.permissions.push({
      action: need.action,
      resource,
      ...(need.condition && { condition: need.condition }),
      evidence: [evidenceOf(call, operation, need, resource)],
    });
  }
}

function evidenceOf(call: SdkCall, operation: string, need: Need, resource: Text): StaticEvidence {
  const wildcards = resource.flatMap((part) =>
    part.kind === 'unknown'
      ? [{ reason: part.reason, ...(part.at && { at: part.at }), ...(part.source && { source: part.source }) }]
      : [],
  );
  return {
    source: 'static',
    strength: call.charged === 'sent' ? 'proven' : 'likely',
    at: call.location,
    ...(call.sentAt && { sentAt: call.sentAt }),
    operation,
    path: call.path,
    ...(need.when && { because: need.when }),
    ...(call.via && { via: call.via }),
    ...(wildcards.length > 0 && { wildcards }),
    ...(call.inErrorPath && { inErrorPath: true }),
  };
}
