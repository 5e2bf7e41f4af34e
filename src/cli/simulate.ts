import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { type PolicySet, type RequestContext, type RequestPrincipal, simulate } from '../prove/index.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { SimulateFlags } from './flags/simulate.js';
import { readPolicies } from './policy-files.js';
import { printable } from './witness-text.js';

/** Prints the decision on one request. */
export async function runSimulate(files: readonly string[], flags: SimulateFlags): Promise<ExitCode> {
  if (!/^[^:]+:.+$/.test(flags.action))
    throw new UserError(`${flags.action} is not an action`, { advice: 'write it as service:Action' });
  if (/[*?]/.test(flags.action))
    throw new UserError(`${flags.action} stands for many actions; a request is for one`, {
      advice: 'name the action, or ask `compare` whether a policy allows no more than another',
    });
  const decision = simulate(
    {
      action: flags.action,
      resource: flags.resource,
      ...(flags.principal && { principal: principalOf(flags.principal) }),
      context: contextOf(flags.context ?? []),
    },
    await policySet(files, flags),
  );
  process.stdout.write(
    flags.format === 'json'
      ? `${JSON.stringify(decision, null, 2)}\n`
      : `${decision.decision}: ${printable(decision.reason)}\n`,
  );
  return decision.decision === 'allowed' ? SUCCESS : FINDINGS;
}

async function policySet(files: readonly string[], flags: SimulateFlags): Promise<PolicySet> {
  const lists = [
    files,
    flags.boundary ? [flags.boundary] : [],
    flags.sessionPolicy ?? [],
    flags.scp ?? [],
    flags.rcp ?? [],
    flags.resourcePolicy ? [flags.resourcePolicy] : [],
  ];
  const documents = await readPolicies(lists.flat());
  const [identity, boundary, session, scp, rcp, resource] = lists.map((list) => documents.splice(0, list.length));
  const set: PolicySet = {
    ...(identity!.length > 0 && { identity: identity! }),
    ...(boundary![0] && { boundary: boundary![0] }),
    ...(session!.length > 0 && { session: session! }),
    serviceControl: scp!.map((one) => (onlyDenies(one) ? [FULL_ACCESS, one] : [one])),
    resourceControl: rcp!.map((one) => [one]),
    ...(resource![0] && { resource: resource![0] }),
    ...(flags.crossAccount && { crossAccount: true }),
  };
  if (lists.flat().length === 0)
    throw new UserError('simulate needs at least one policy', {
      advice: 'iam-tighten simulate policy.json --action s3:GetObject',
    });
  return set;
}

/**
 * A level whose only policy denies would allow nothing; such policies stand beside FullAWSAccess, which is attached unless somebody detaches it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
const onlyDenies = ({ Statement }: PolicyDocument): boolean =>
  [Statement].flat().every(({ Effect }) => Effect === 'Deny');

const FULL_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'FullAWSAccess', Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** `Service=lambda.amazonaws.com`, or an ARN or account for `AWS`. */
function principalOf(text: string): RequestPrincipal {
  const match = /^(AWS|Service|Federated|CanonicalUser)=(.+)$/.exec(text);
  return (match ? { [match[1]!]: match[2]! } : { AWS: text }) as RequestPrincipal;
}

function contextOf(pairs: readonly string[]): RequestContext {
  const out: RequestContext = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1)
      throw new UserError(`${pair} is not a condition key with a value`, {
        advice: 'write it as --context aws:username=alice',
      });
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const known = out[key];
    out[key] = known === undefined ? value : [known, value].flat();
  }
  return out;
}
