import type { PolicyDocument } from '../../model/policy.js';
import type { DecidingStatement, PolicySet } from '../types.js';
import { normalize } from './normalize.js';
import type { NormalStatement } from './statement.js';

/** A statement with the place it comes from. */
export interface PlacedStatement extends NormalStatement {
  policy: DecidingStatement['policy'];
  document: number;
  /** Attached by AWS, not given. */
  implied?: true;
}

/** Policies of which at least one must allow: all identity policies, one level of service control policies, the boundary … */
export interface Layer {
  policy: DecidingStatement['policy'];
  allows: PlacedStatement[];
  denies: PlacedStatement[];
}

/** A policy set in evaluable form. `main` are the layers that must all allow; the resource policy adds to them or limits them. */
export interface PreparedSet {
  main: Layer[];
  /** Layers that also bind what the resource policy grants: service control and resource control. */
  organization: Layer[];
  resource?: Layer;
  crossAccount: boolean;
}

/** A bare document is an identity policy, or a resource policy when one of its statements names a principal. */
export function prepare(policies: PolicyDocument | PolicySet): PreparedSet {
  const set = isDocument(policies) ? asSet(policies) : policies;
  const main: Layer[] = [];
  if (set.identity) main.push(layer('identity', set.identity));
  if (set.boundary) main.push(layer('boundary', [set.boundary]));
  if (set.session) main.push(layer('session', set.session));
  return {
    main,
    organization: [
      ...levels('serviceControl', set.serviceControl),
      ...levels('resourceControl', set.resourceControl).map(withFullAccess),
    ],
    ...(set.resource && { resource: layer('resource', [set.resource]) }),
    crossAccount: set.crossAccount ?? false,
  };
}

const isDocument = (policies: PolicyDocument | PolicySet): policies is PolicyDocument => 'Statement' in policies;

function asSet(document: PolicyDocument): PolicySet {
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const named = statements.some((one) => one?.Principal !== undefined || one?.NotPrincipal !== undefined);
  return named ? { resource: document } : { identity: [document] };
}

function levels(policy: Layer['policy'], lists: PolicySet['serviceControl']): Layer[] {
  let first = 0;
  return (lists ?? []).map((documents) => {
    const out = layer(policy, documents, first);
    first += documents.length;
    return out;
  });
}

/**
 * `RCPFullAWSAccess` is attached to every root, unit and account and can't be detached; resource control policies themselves only deny.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const withFullAccess = (level: Layer): Layer => ({
  ...level,
  allows: [
    ...level.allows,
    ...layer('resourceControl', [FULL_ACCESS]).allows.map((one): PlacedStatement => ({ ...one, implied: true })),
  ],
});

const FULL_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

function layer(policy: Layer['policy'], documents: readonly PolicyDocument[], first = 0): Layer {
  const all = documents.flatMap((document, i) =>
    normalize(document).map((statement): PlacedStatement => ({ ...statement, policy, document: first + i })),
  );
  return {
    policy,
    allows: all.filter(({ effect }) => effect === 'Allow'),
    denies: all.filter(({ effect }) => effect === 'Deny'),
  };
}
