import type { DeployedResource } from '../../model/function.js';
import { literal, literalOf, type Text } from '../../model/text.js';
import { startsLikeArn } from '../convert/arn-text.js';
import { kmsKey } from '../convert/kms-key.js';
import type { GrantRule, ResourceRule } from '../rules.js';
import type { AuthorizeInput, Catalog } from '../types.js';
import { encryptionKeyOf } from './customer-key.js';
import { decide } from './decide.js';
import { type FilledArn, fillTemplate } from './fill.js';
import { lookUp, type Scope, textOf } from './look-up.js';

/** What rules are evaluated against, besides the request itself. */
export interface RuleContext {
  catalog: Catalog;
  call: AuthorizeInput;
  /** Service prefix of the client's own actions. */
  prefix: string;
  fields: { [field: string]: Text };
  resources: { readonly [target: string]: DeployedResource };
}

export interface NamedArn extends FilledArn {
  type?: string;
}

/** Resources of a grant: those its rules fill, `*` when it has only optional ones and none is used. */
export function resourcesOf(grant: GrantRule, scope: Scope, context: RuleContext): NamedArn[] {
  const named: NamedArn[] = [];
  const elsewhere: Text[] = [];
  let allOptional = true;
  for (const rule of grant.on) {
    if (rule === '*') {
      named.push({ resource: literal('*') });
      allOptional = false;
      continue;
    }
    if (!applies(rule, scope, context)) continue;
    const filled = fillRule(grant, rule, scope, context);
    if (!rule.optional) allOptional = false;
    if (filled.length === 0 && rule.whole) elsewhere.push(...wholeArns(rule, scope));
    named.push(...filled.map((one) => ({ ...one, ...(rule.type && { type: rule.type }) })));
  }
  if (named.length > 0) return distinct(named);
  // An ARN whose kind no rule knows is still the resource the caller names.
  if (elsewhere.length > 0) return distinct(elsewhere.map((resource) => ({ resource })));
  return allOptional && grant.on.length > 0 ? [{ resource: literal('*') }] : [];
}

function applies(rule: ResourceRule, scope: Scope, context: RuleContext): boolean {
  if (rule.when) {
    const answer = decide(rule.when, scope, (path, at) => encryptionKeyOf(path, at, context) !== undefined);
    if (!answer.yes) return false;
  }
  if (!rule.optional) return true;
  const paths = rule.whole
    ? [rule.whole]
    : Object.values(rule.fill ?? {}).map((fill) => (typeof fill === 'string' ? fill : [fill.from ?? []].flat()[0]));
  return paths.every((path) => path === undefined || lookUp(path, scope).some((found) => found.state === 'set'));
}

function fillRule(grant: GrantRule, rule: ResourceRule, scope: Scope, context: RuleContext): FilledArn[] {
  const [prefix, type] = typeOf(grant, rule);
  const base = {
    prefix,
    type,
    fields: context.fields,
    resources: context.resources,
    arnOfCfn: (cfn: string, service: string) => context.catalog.resourceOfCfn(cfn, service)?.arn,
  };
  if (rule.keyOf) {
    const key = encryptionKeyOf(rule.keyOf, scope, context);
    const template = context.catalog.service('kms')?.resourceTypes['key']?.arn;
    if (!key || !template) return [];
    return kmsKey(key, { ...base, prefix: 'kms', template }).flatMap((one) => keyArn(one, template, context));
  }
  const template = rule.template ?? context.catalog.service(prefix)?.resourceTypes[type ?? '']?.arn;
  if (!template) throw new Error(`catalog: ${grant.action} has no resource type ${rule.type}`);
  return fillTemplate(template, rule, scope, base);
}

function keyArn(converted: ReturnType<typeof kmsKey>[number], template: string, context: RuleContext): FilledArn[] {
  if (converted.other) return [];
  const resource: Text =
    converted.upTo ??
    template.split(/(\$\{\w+\})/).flatMap((token): Text => {
      const name = /^\$\{(\w+)\}$/.exec(token)?.[1];
      return name === undefined ? literal(token) : (context.fields[name] ?? converted.part ?? []);
    });
  return [{ resource, ...(converted.condition && { condition: converted.condition }) }];
}

const typeOf = (grant: GrantRule, rule: ResourceRule): [string, string | undefined] => {
  const own = grant.action.slice(0, grant.action.indexOf(':'));
  if (!rule.type?.includes(':')) return [own, rule.type];
  const [prefix, type] = rule.type.split(':');
  return [prefix!, type];
};

const wholeArns = (rule: ResourceRule, scope: Scope): Text[] =>
  lookUp(rule.whole!, scope)
    .map((found) => textOf(found, rule.whole!))
    .filter((text) => startsLikeArn(text) || (text.length === 1 && text[0]?.kind === 'reference'));

function distinct(list: NamedArn[]): NamedArn[] {
  const seen = new Set<string>();
  return list.filter((one) => {
    const key = `${literalOf(one.resource) ?? JSON.stringify(one.resource)} ${JSON.stringify(one.condition ?? {})}`;
    return !seen.has(key) && seen.add(key);
  });
}
