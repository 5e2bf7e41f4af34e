import { isPlain } from '../arn/arn-pattern.js';
import { cleared, isPrivate, parseCidr } from '../data/cidr.js';
import { OPERATORS } from '../data/operators.js';
import { isRegion } from '../data/regions.js';
import type { ConditionView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

type Values = ConditionView['values'];

/** Keys whose values have a known form, and the check of one value; undefined means it is right. */
const FORMS: {
  readonly [key: string]: (value: string) => { code: string; args: { [name: string]: string } } | undefined;
} = {
  'aws:requestedregion': (region) => (isRegion(region) ? undefined : { code: 'INVALID_REGION', args: { region } }),
  'aws:sourcevpc': (value) =>
    /^vpc-([0-9a-z]{8}|[0-9a-z]{17})$/.test(value) ? undefined : { code: 'INVALID_VPC_FORMAT', args: { value } },
  'aws:sourcevpce': (value) =>
    /^vpce-([0-9a-z]{8}|[0-9a-z]{17})$/.test(value) ? undefined : { code: 'INVALID_VPCE_FORMAT', args: { value } },
  'kms:viaservice': (value) =>
    servicePrincipal(value, /^[a-z0-9-]+\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/, 'service.region.amazonaws.com'),
  'iam:passedtoservice': (value) => servicePrincipal(value, SERVICE, 'service.amazonaws.com'),
  'iam:awsservicename': (value) => servicePrincipal(value, SERVICE, 'service.amazonaws.com'),
  'aws:calledvia': (value) => servicePrincipal(value, SERVICE, 'service.amazonaws.com'),
  'aws:calledviafirst': (value) => servicePrincipal(value, SERVICE, 'service.amazonaws.com'),
  'aws:calledvialast': (value) => servicePrincipal(value, SERVICE, 'service.amazonaws.com'),
};

const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/;

const servicePrincipal = (value: string, form: RegExp, expected: string) =>
  form.test(value) ? undefined : { code: 'INVALID_SERVICE_PRINCIPAL_FORMAT', args: { value, expected } };

/** Values of keys whose form is known: Regions, VPCs, services, addresses. Patterns are left alone. */
export const knownValues: Rule = function* ({ policy }) {
  for (const { operator, key, values, valueNode } of policy.statements.flatMap(({ conditions }) => conditions)) {
    const form = OPERATORS[operator] === 'String' ? FORMS[key.toLowerCase()] : undefined;
    for (const { text, node } of form ? values.filter((value) => isPlain(value.text)) : []) {
      const wrong = form!(text);
      if (wrong) yield { ...wrong, at: node };
    }
    if (OPERATORS[operator] !== 'IpAddress') continue;
    yield* maskedBits(values);
    if (key.toLowerCase() === 'aws:sourceip') yield* privateRanges(operator, values, valueNode);
  }
};

function* maskedBits(values: Values): Iterable<Complaint> {
  for (const { text, node } of values) {
    const range = parseCidr(text);
    const better = range && cleared(range);
    if (better) yield { code: 'IMPROVE_IP_RANGE', at: node, args: { range: better } };
  }
}

function* privateRanges(operator: string, values: Values, at: ConditionView['valueNode']): Iterable<Complaint> {
  const own = values.filter(({ text }) => {
    const range = parseCidr(text);
    return range !== undefined && isPrivate(range);
  });
  if (own.length === 0) return;
  const name = operator === 'NotIpAddress' ? 'PRIVATE_NOTIPADDRESS' : 'PRIVATE_IP_ADDRESS';
  const ranges = own.map(({ text }) => text).join(', ');
  yield { code: own.length === values.length ? name : `${name}_SUBSET`, at, args: { ranges } };
}
