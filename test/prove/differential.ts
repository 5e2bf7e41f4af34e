import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { simulate } from '../../src/prove/index.js';
import { type Case, RandomCases } from './random-policies.js';

const WORDS: { readonly [result: string]: string } = {
  Allowed: 'allowed',
  ImplicitlyDenied: 'implicit-deny',
  ExplicitlyDenied: 'explicit-deny',
};

export interface Difference {
  ours: string;
  theirs: string;
  case: Case;
}

/** Simulates seeded random cases here and with iam-simulate, and lists where they differ. */
export async function differences(
  count: number,
  seed: number,
): Promise<{ differences: Difference[]; decisions: { [decision: string]: number } }> {
  const cases = new RandomCases(seed);
  const out: Difference[] = [];
  const decisions: { [decision: string]: number } = {};
  for (let i = 0; i < count; i++) {
    const one = cases.case();
    const ours = simulate(one.request, one).decision;
    const theirs = WORDS[await theirDecision(one)]!;
    decisions[ours] = (decisions[ours] ?? 0) + 1;
    if (ours !== theirs) out.push({ ours, theirs, case: one });
  }
  return { differences: out, decisions };
}

async function theirDecision({ request, identity, boundary, serviceControl, resource }: Case): Promise<string> {
  const simulation: Simulation = {
    request: {
      principal: (request.principal as { AWS: string }).AWS,
      action: request.action,
      resource: { resource: request.resource, accountId: '111122223333' },
      contextVariables: request.context,
    },
    identityPolicies: identity.map((policy, i) => ({ name: String(i), policy })),
    serviceControlPolicies: serviceControl.map((policies, i) => ({
      orgIdentifier: String(i),
      policies: policies.map((policy, k) => ({ name: String(k), policy })),
    })),
    resourceControlPolicies: [],
    ...(boundary && { permissionBoundaryPolicies: [{ name: 'boundary', policy: boundary }] }),
    ...(resource && { resourcePolicy: resource }),
  };
  // The quick form does not take resource policies.
  if (!resource) return runUnsafeSimulation(simulation, {});
  const result = await runSimulation(simulation, {});
  if (result.resultType === 'error') throw new Error(JSON.stringify(result.errors));
  return result.overallResult;
}
