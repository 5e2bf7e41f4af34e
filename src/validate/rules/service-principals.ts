import type { PrincipalView, StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Keys that tie a service to the resource or account it acts for. */
const SOURCE_KEYS = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

/** Keys people use instead, which anybody can set or which do not name a source. */
const WEAK_KEYS = ['aws:referer', 'aws:useragent', 'aws:sourceip'];

/**
 * Keys about the calling principal that are absent when a service calls for itself.
 * Source: the check reference, "Unsupported condition key for service principal", whose example is aws:PrincipalOrgID.
 */
const PRINCIPAL_KEYS = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principaltag/',
  'aws:principalarn',
];

/** Services as principals: tied to a source, by keys their requests have. Trust policies name the service that takes the role, so these
 * checks are for policies of resources. */
export const servicePrincipals: Rule = function* ({ policy }) {
  if (policy.type !== 'resource') return;
  for (const statement of policy.statements) {
    if (statement.effect !== 'Allow') continue;
    const service = statement.principals.find(({ element, kind }) => element === 'Principal' && kind === 'Service');
    if (service) yield* check(service, statement);
  }
};

function* check(
  { text: service, node: at }: PrincipalView,
  { conditions, principals }: StatementView,
): Iterable<Complaint> {
  const keys = conditions.map(({ key }) => key.toLowerCase());
  const onlyServices = principals.every(({ kind }) => kind === 'Service');
  const about = conditions.filter(({ key }) => PRINCIPAL_KEYS.some((known) => startsLike(key, known)));
  if (about.length > 0 && onlyServices)
    yield {
      code: 'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
      at,
      args: { service, keys: about.map(({ key }) => key).join(', ') },
    };
  if (keys.some((key) => SOURCE_KEYS.includes(key))) return;
  const weak = conditions.find(({ key }) => WEAK_KEYS.includes(key.toLowerCase()));
  if (weak)
    yield {
      code: 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
      at: weak.keyNode,
      args: { service, key: weak.key },
    };
  else if (!about.length) yield { code: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL', at, args: { service } };
}

const startsLike = (key: string, known: string): boolean => {
  const lower = key.toLowerCase();
  return known.endsWith('/') ? lower.startsWith(known) : lower === known;
};
