import type { PolicyDocument } from '../model/policy.js';
import { type Lookup, lookupIn } from './pattern.js';
import { type Layer, type PlacedStatement, type PreparedSet, prepare } from './policy/policy-set.js';
import { isCaller, namesPrincipal, wholeAccount } from './principal.js';
import { resourceMustAllow } from './resource-must-allow.js';
import { applies } from './statement-applies.js';
import type { AccessRequest, DecidingStatement, Decision, PolicySet } from './types.js';

/**
 * Decides one request as IAM does, and says which statements decided. Any deny wins; then every layer must allow. In one account a
 * resource policy that allows is enough; a boundary or session policy still limits it unless it names the user or session itself. Roles and
 * keys are entered only if their own policy allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export const simulate = (request: AccessRequest, policies: PolicyDocument | PolicySet): Decision =>
  decide(request, prepare(policies));

/** `simulate` on a set that is already prepared, for many requests. */
export function decide(request: AccessRequest, set: PreparedSet): Decision {
  const lookup = lookupIn(request.context);
  const layers = [...set.main, ...set.organization, ...(set.resource ? [set.resource] : [])];
  const denies = layers.flatMap(({ denies }) => denies.filter((one) => applies(one, request, lookup)));
  if (denies.length > 0)
    return { decision: 'explicit-deny', reason: `denied by ${nameOf(denies[0]!)}`, statements: denies.map(placeOf) };
  const results = layers.map((layer) => allowsOf(layer, request, lookup));
  const missing = missingLayer(set, request, results);
  if (missing)
    return {
      decision: 'implicit-deny',
      reason: `no statement of the ${WORDS[missing]} allows it`,
      statements: [],
      missing,
    };
  const statements = results.flatMap(({ allows }) => allows);
  const first = statements.find(({ implied }) => !implied);
  return {
    decision: 'allowed',
    reason: first ? `allowed by ${nameOf(first)}` : 'no policy limits it',
    statements: statements.filter(({ implied }) => !implied).map(placeOf),
  };
}

interface LayerResult {
  layer: Layer;
  allows: PlacedStatement[];
}

const allowsOf = (layer: Layer, request: AccessRequest, lookup: Lookup): LayerResult => ({
  layer,
  allows: layer.allows.filter((one) => applies(one, request, lookup)),
});

/** The first layer that should allow and does not. */
function missingLayer(set: PreparedSet, request: AccessRequest, results: LayerResult[]): Layer['policy'] | undefined {
  const lacks = (layers: Layer[]) =>
    layers.find((one) => results.find(({ layer }) => layer === one)!.allows.length === 0)?.policy;
  const outside = lacks(set.organization);
  if (outside) return outside;
  if (!set.resource)
    return lacks(set.main) ?? (set.main.length + set.organization.length === 0 ? 'identity' : undefined);
  const granted = results.find(({ layer }) => layer === set.resource)!.allows;
  if (set.crossAccount && set.main.length > 0) return granted.length === 0 ? 'resource' : lacks(set.main);
  if (granted.length === 0)
    return set.main.length > 0 && !resourceMustAllow(request.action, request.resource) ? lacks(set.main) : 'resource';
  const limits = set.main.filter(({ policy }) => policy !== 'identity');
  if (granted.some((one) => namesCaller(one, request))) return undefined;
  return granted.some((one) => namesDirectly(one, request)) ? lacks(limits) : lacks(set.main);
}

/**
 * A grant to the whole account only hands the decision to its identity policies; one to the principal itself, or to everybody, is enough.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
function namesDirectly({ principals }: PlacedStatement, request: AccessRequest): boolean {
  if (!principals || principals.not) return true;
  return principals.values.some(
    (entry) => wholeAccount(entry.value) === undefined && namesPrincipal(entry, request.principal),
  );
}

/** A grant to the ARN of the user or session itself is not limited by the implicit deny of a boundary or session policy. */
function namesCaller(statement: PlacedStatement, request: AccessRequest): boolean {
  const who = request.principal && 'AWS' in request.principal ? request.principal.AWS : undefined;
  if (who === undefined || !isCaller(who) || statement.principals?.not) return false;
  return statement.principals?.values.some(({ kind, value }) => kind === 'AWS' && value === who) ?? false;
}

const WORDS: { readonly [policy in Layer['policy']]: string } = {
  identity: 'identity policies',
  boundary: 'permissions boundary',
  serviceControl: 'service control policies',
  resourceControl: 'resource control policies',
  session: 'session policies',
  resource: 'resource policy',
};

const nameOf = ({ policy, index, sid }: PlacedStatement): string =>
  `statement ${index + 1}${sid ? ` (${sid})` : ''} of the ${WORDS[policy]}`;

const placeOf = ({ policy, document, index, sid, effect }: PlacedStatement): DecidingStatement => ({
  policy,
  document,
  index,
  ...(sid !== undefined && { sid }),
  effect,
});
