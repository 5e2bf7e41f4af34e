import type { PreparedSet } from '../policy/policy-set.js';
import { decide } from '../simulate.js';
import type { AccessRequest, ActionCatalog, RequestContext, RequestPrincipal, Witness } from '../types.js';
import type { Sketch } from './subproblem.js';
import type { Tokens } from './variables.js';

const MAX_CATALOG_ACTIONS = 400;

/** Does the request show new access? Asked of the simulator, which shares nothing with the search. */
function isNewAccess(request: AccessRequest, inner: PreparedSet, outer: PreparedSet): boolean {
  return decide(request, inner).decision === 'allowed' && decide(request, outer).decision !== 'allowed';
}

/** The sketch as a request that shows new access, as much like a real one as can be; undefined when it shows none. */
export function witnessOf(
  action: string,
  sketch: Sketch,
  inner: PreparedSet,
  outer: PreparedSet,
  tokens: Tokens,
  catalog: ActionCatalog | undefined,
): Witness | undefined {
  const shows = (request: AccessRequest) => isNewAccess(request, inner, outer);
  const plain = [readableValue, uniqueValue]
    .map((nameValue) => request(action, sketch, tokens, nameValue))
    .find((one) => shows(one));
  if (!plain) return undefined;
  const named = withRealAction(plain, catalog, shows);
  return withOrdinaryArn(named, shows);
}

function request(action: string, sketch: Sketch, tokens: Tokens, nameValue: (key: string) => string): AccessRequest {
  const values = [...tokens.entries()].map(([key, token]): [string, string] => [token, nameValue(key)]);
  const fill = (text: string): string => values.reduce((out, [token, value]) => out.replaceAll(token, value), text);
  const context: RequestContext = {};
  for (const key of Object.keys(sketch.context).sort()) {
    const value = sketch.context[key]!;
    context[key] = typeof value === 'string' ? fill(value) : value.map(fill);
  }
  const principal =
    sketch.principal &&
    (Object.fromEntries(
      Object.entries(sketch.principal).map(([kind, value]) => [kind, fill(value)]),
    ) as RequestPrincipal);
  return { action, resource: fill(sketch.resource), ...(principal && { principal }), context };
}

const readableValue = (key: string): string => {
  if (/account/.test(key)) return '123456789012';
  if (/arn$/.test(key)) return 'arn:aws:service:us-east-1:123456789012:name';
  return `some-${key.replace(/[^a-z0-9]+/g, '-')}`;
};

const uniqueValue = (key: string): string =>
  `zq0-${[...key].map((one) => one.charCodeAt(0).toString(36)).join('')}-q0z`;

/** The catalog's spelling, or another real action of the same service, where that shows the same. */
function withRealAction(
  request: AccessRequest,
  catalog: ActionCatalog | undefined,
  shows: (one: AccessRequest) => boolean,
): AccessRequest {
  const prefix = request.action.slice(0, request.action.indexOf(':'));
  const service = catalog?.service(prefix);
  const actions = Object.values(service?.actions ?? {}).map(({ action }) => action);
  const same = actions.find((one) => one.toLowerCase() === request.action);
  if (same !== undefined) return { ...request, action: same };
  const other = actions.slice(0, MAX_CATALOG_ACTIONS).find((action) => shows({ ...request, action }));
  return other === undefined ? request : { ...request, action: other };
}

/** Fields of a made-up ARN that may as well be ordinary ones. */
function withOrdinaryArn(request: AccessRequest, shows: (one: AccessRequest) => boolean): AccessRequest {
  const fields = request.resource.split(':');
  if (fields.length < 6) return request;
  let best = request;
  const wishes: [field: number, value: string][] = [
    [1, 'aws'],
    [2, request.action.slice(0, request.action.indexOf(':'))],
    [3, 'us-east-1'],
    [4, '123456789012'],
  ];
  for (const [field, value] of wishes) {
    const current = best.resource.split(':');
    if (current[field] === '' && field > 2) continue;
    current[field] = value;
    const next = { ...best, resource: current.join(':') };
    if (shows(next)) best = next;
  }
  return best;
}
