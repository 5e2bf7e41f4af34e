import type { Catalog } from '../../catalog/types.js';
import { arnCovers } from '../../model/arn-covers.js';
import { type ArnFields, arnFields, isPlain, splitArn } from '../arn/arn-pattern.js';
import { canBeResource, templatesOf } from '../arn/resource-types.js';
import { REGIONS } from '../data/regions.js';
import type { JsonNode } from '../json/node.js';
import type { Entry } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Are the ARNs of `Resource` and `NotResource` well formed, and of a form the service has? A leading reference is not looked into. */
export const arns: Rule = function* ({ policy, catalog }) {
  for (const { elements, resource, notResource } of policy.statements) {
    for (const entry of [...resource, ...notResource])
      if (policy.type !== 'resource' || !OWN_API.test(entry.text)) yield* checkArn(entry, catalog);
    for (const name of ['Resource', 'NotResource']) {
      const list = elements.get(name)?.value;
      if (list?.kind === 'array' && list.items.length === 0) yield { code: 'EMPTY_ARRAY_RESOURCE', at: list };
    }
    yield* redundant(resource);
    yield* redundant(notResource);
  }
};

/**
 * A resource policy of an API may name its own API without the ARN.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
const OWN_API = /^execute-api:\/./;

function* checkArn({ text, node }: Entry, catalog: Catalog): Iterable<Complaint> {
  if (text === '*' || text.startsWith('${')) return;
  if (!text.startsWith('arn:')) return yield { code: 'INVALID_ARN_PREFIX', at: node };
  const arn = arnFields(text);
  if (!arn) {
    // A short ARN that ends in a wildcard is a pattern AWS understands; own check IT502 speaks of it.
    if (!text.endsWith('*')) yield { code: 'MISSING_ARN_FIELD', at: node, args: { fields: splitArn(text).length } };
    return;
  }
  yield* checkFields(arn, node);
  yield* checkService(arn, node, catalog);
}

function* checkFields({ partition, region, account }: ArnFields, at: JsonNode): Iterable<Complaint> {
  const regions = REGIONS[partition];
  if (isPlain(partition) && !regions) yield { code: 'INVALID_PARTITION', at, args: { partition } };
  const known = regions ?? Object.values(REGIONS).flat();
  if (region !== '' && isPlain(region) && !known.includes(region))
    yield { code: 'INVALID_ARN_REGION', at, args: { region, partition } };
  // `aws` owns managed policies, `cloudfront` origin access identities: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
  if (account !== '' && isPlain(account) && !/^(\d{12}|aws|aws-managed|cloudfront)$/.test(account))
    yield { code: 'INVALID_ARN_ACCOUNT', at, args: { account } };
}

function* checkService(arn: ArnFields, at: JsonNode, catalog: Catalog): Iterable<Complaint> {
  const { service } = arn;
  if (/[*?]/.test(service)) return yield { code: 'WILDCARD_IN_SERVICE_NAME', at };
  if (!isPlain(service)) return;
  if (service !== service.toLowerCase())
    return yield { code: 'INVALID_ARN_SERVICE_CASE', at, args: { service: service.toLowerCase() } };
  const templates = templatesOf(service, catalog);
  if (templates.length === 0) {
    if (!catalog.service(service)) yield { code: 'INVALID_SERVICE', at, args: { service } };
    return;
  }
  const possible = templates.filter((template) => canBeResource(arn.resource, template));
  if (possible.length === 0) return yield { code: 'INVALID_ARN_RESOURCE', at, args: { service } };
  const { region, account } = arn;
  const all = (test: (fields: ArnFields) => boolean) => possible.every((template) => test(template.fields));
  if (region !== '' && region !== '*' && all((fields) => fields.region === ''))
    yield { code: 'ARN_REGION_NOT_ALLOWED', at, args: { service, region } };
  if (account !== '' && account !== '*' && all((fields) => fields.account === ''))
    yield { code: 'ARN_ACCOUNT_NOT_ALLOWED', at, args: { service, account } };
  if (region === '' && all((fields) => fields.region !== ''))
    yield { code: 'MISSING_ARN_REGION', at, args: { service } };
}

/** Lists with more pairs than this are not compared: no policy AWS takes has them. */
const MOST_PAIRS = 1_000_000;

/** A resource all of which another entry of the list covers. Of equal entries the later one is redundant. */
function* redundant(entries: readonly Entry[]): Iterable<Complaint> {
  if (entries.length ** 2 > MOST_PAIRS) return;
  for (const [index, { text, node }] of entries.entries()) {
    const by = entries.find(
      (other, position) =>
        position !== index && arnCovers(other.text, text) && (position < index || !arnCovers(text, other.text)),
    );
    if (by) yield { code: 'REDUNDANT_RESOURCE', at: node, args: { resource: text, by: by.text } };
  }
}
