import type { Action } from '../../model/action.js';
import { inWords } from '../authorize/decide.js';
import type { Fill, GrantRule, ResourceRule } from '../rules.js';
import type { Catalog, CatalogEvidence } from '../types.js';
import { type FoundOperation, findOperations, sdkClients } from './find-operation.js';

/** What the catalog knows of an operation, for people and for `--format json`. */
export interface OperationDescription {
  /** `<client>:<Operation>` in the API's spelling. */
  operation: string;
  /** IAM service prefix. */
  service: string;
  /** The same name in other clients, when the query named the IAM prefix they share. */
  alsoOf?: string[];
  actions: DescribedAction[];
  /** Set when the call needs no permission: why. */
  permissionless?: boolean;
  why?: string;
  source?: string;
  /** Set when the operation is known, but no action is proved for it. */
  unmapped?: true;
}

interface DescribedAction {
  action: Action;
  kind: 'required' | 'conditional' | 'optional';
  when?: string;
  resourceTypes?: string[];
  /** ARNs with the request's members as placeholders. */
  resources?: string[];
  condition?: unknown;
  /** Set when it is asked for the key that encrypts a resource. */
  ofKey?: true;
  evidence: CatalogEvidence;
}

/** Describes an operation by any of its names (`findOperations`); where several clients have it, the first. Undefined when there is none. */
export function describeOperation(query: string, catalog: Catalog): OperationDescription | undefined {
  const [found, ...others] = findOperations(query);
  if (!found) return undefined;
  const nameOf = ({ client, operation }: FoundOperation) => `${client.client}:${operation}`;
  const record = sdkClients().operations(found.client.client)!.operations[found.operation]!;
  const head = {
    operation: nameOf(found),
    service: found.client.prefix,
    ...(others.length > 0 && { alsoOf: others.map(nameOf) }),
  };
  if (record.permissionless) {
    return {
      ...head,
      actions: [],
      permissionless: true,
      why: record.permissionless,
      ...(record.source && { source: record.source }),
    };
  }
  if (!record.grants) return { ...head, actions: [], unmapped: true };
  const actions = [
    ...record.grants.map((grant) => describeGrant(grant, catalog)),
    ...(record.instead ?? []).flatMap((other) =>
      other.grants.map((grant) => describeGrant({ ...grant, when: other.when }, catalog)),
    ),
  ];
  return { ...head, actions: [...actions, ...dependentsOf(actions, catalog)] };
}

function describeGrant(grant: GrantRule, catalog: Catalog): DescribedAction {
  const when = whenOf(grant);
  const types = grant.on.flatMap((rule) => (rule !== '*' && rule.type ? [rule.type] : []));
  return {
    action: grant.action,
    kind: kindOf(grant),
    ...(when && { when }),
    ...(types.length > 0 && { resourceTypes: [...new Set(types)] }),
    resources: [...new Set(grant.on.map((rule) => (rule === '*' ? '*' : templateOf(rule, grant, catalog))))],
    ...(grant.condition && { condition: grant.condition }),
    ...(grant.on.some((rule) => rule !== '*' && rule.keyOf) && { ofKey: true as const }),
    evidence: { kind: grant.evidence, ...(grant.source && { source: grant.source }) },
  };
}

function kindOf(grant: GrantRule): DescribedAction['kind'] {
  if (grant.kind === 'optional' || grant.ask !== undefined) return 'optional';
  return grant.when !== undefined || (grant.each !== undefined && !grant.assume) ? 'conditional' : 'required';
}

function whenOf(grant: GrantRule): string | undefined {
  if (grant.words) return grant.words;
  const words = [
    ...(grant.each && !grant.assume ? [`${grant.each} is set`] : []),
    ...(grant.when ? [inWords(grant.when)] : []),
    ...(grant.unless ? [inWords({ not: grant.unless })] : []),
    ...(grant.ask ? [grant.ask] : []),
  ];
  return words.length > 0 ? words.join('; ') : undefined;
}

/** The ARN with `${TableName}` replaced by the member that fills it: `${TransactItems[].Put.TableName}`. */
function templateOf(rule: ResourceRule, grant: GrantRule, catalog: Catalog): string {
  const absolute = (path: string) =>
    path === '@key'
      ? `keys of ${grant.each?.replace(/\{\}$/, '')}`
      : path.startsWith('.')
        ? `${grant.each}${path === '.' ? '' : path}`
        : path;
  if (rule.keyOf) return `customer managed key of \${${absolute(rule.keyOf)}}`;
  if (rule.propertyOf) return `\${${rule.propertyOf.map(absolute).join('.')}}`;
  const [prefix, type] = rule.type?.includes(':')
    ? (rule.type.split(':') as [string, string])
    : [grant.action.split(':')[0]!, rule.type];
  const template = rule.template ?? catalog.service(prefix)?.resourceTypes[type ?? '']?.arn ?? '*';
  if (rule.whole) return `\${${absolute(rule.whole)}}${rule.suffix ?? ''}`;
  const filled = template.replace(
    /\$\{(\w+)\}/g,
    (hole, name: string) => fillText(rule.fill?.[name], absolute) ?? hole,
  );
  return filled + (rule.suffix ?? '');
}

function fillText(fill: Fill | undefined, absolute: (path: string) => string): string | undefined {
  if (fill === undefined) return undefined;
  if (typeof fill === 'string') return `\${${absolute(fill)}}`;
  const paths = [fill.from ?? []].flat().map(absolute);
  if (paths.length === 0) return fill.default;
  return `\${${paths.join('|')}}`;
}

/** Dependents that the Service Authorization Reference lists: they may be needed, and are never granted without a condition. */
function dependentsOf(actions: DescribedAction[], catalog: Catalog): DescribedAction[] {
  const known = new Set(actions.map((one) => one.action.toLowerCase()));
  const found = actions.flatMap((one) => {
    const record = catalog.action(one.action);
    return [
      ...(record?.dependentActions ?? []),
      ...(record?.resourceTypes ?? []).flatMap((type) => type.dependentActions),
    ];
  });
  return [...new Set(found)]
    .filter((action) => !known.has(action.toLowerCase()) && catalog.action(action))
    .sort()
    .map((action) => ({
      action,
      kind: 'optional',
      when: 'the Service Authorization Reference lists it as a dependent action, without saying when',
      evidence: {
        kind: 'dependent',
        source:
          'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      },
    }));
}
