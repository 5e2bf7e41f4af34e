import { literal, literalOf, type Text } from '../../model/text.js';
import { startsLikeArn } from '../convert/arn-text.js';
import { escapeText } from '../convert/escape.js';
import { forwardedKmsKey } from '../convert/kms-key.js';
import { arnReference, soleReference } from '../convert/reference.js';
import type { GrantRule, ResourceRule } from '../rules.js';
import type { RuleContext } from './context.js';
import { decide } from './decide.js';
import { deployedProperty, deploymentOf, encryptionKeyOf } from './deployed.js';
import { type FilledArn, fillTemplate, ownFills } from './fill.js';
import { lookUp, type Scope, textOf } from './look-up.js';

export interface NamedArn extends FilledArn {
  type?: string;
}

/** Resources of a grant: those its rules fill, `*` when it has only optional ones and none is used. */
export function resourcesOf(grant: GrantRule, scope: Scope, context: RuleContext): NamedArn[] {
  const named: NamedArn[] = [];
  const elsewhere: Text[] = [];
  let allOptional = true;
  const someSet = grant.on.some((rule) => rule !== '*' && isSetBy(rule, scope));
  for (const rule of grant.on) {
    if (rule === '*') {
      named.push({ resource: literal('*') });
      allOptional = false;
      continue;
    }
    if (!applies(rule, scope, context)) continue;
    // Required types are often alternatives: the one the request names counts, not the ones it leaves out.
    if (someSet && isLeftOut(rule, scope)) continue;
    const filled = fillRule(grant, rule, scope, context);
    if (!rule.optional) allOptional = false;
    if (filled.length === 0) elsewhere.push(...otherArns(rule, scope));
    named.push(...filled.map((one) => ({ ...one, ...(rule.type && { type: rule.type }) })));
  }
  if (named.length > 0) return distinct(named);
  // What no rule knows the kind of is still the resource that the caller names.
  if (elsewhere.length > 0) return distinct(elsewhere.map((resource) => ({ resource })));
  return allOptional && grant.on.length > 0 ? [{ resource: literal('*') }] : [];
}

function applies(rule: ResourceRule, scope: Scope, context: RuleContext): boolean {
  const deployment = deploymentOf(context);
  if (rule.when && !decide(rule.when, scope, deployment).yes) return false;
  if (rule.unless) {
    const answer = decide(rule.unless, scope, deployment);
    if (answer.yes && !answer.no && !answer.unknown) return false;
  }
  return !rule.optional || pathsOf(rule).every((path) => stateOf(path, scope).has('set'));
}

/** Members a rule is filled from, first choices only. */
const pathsOf = (rule: ResourceRule): string[] => {
  const fills = ownFills(rule).map((fill) => (typeof fill === 'string' ? fill : [fill.from ?? []].flat()[0]));
  return [rule.whole, ...fills].filter((path) => path !== undefined);
};

const stateOf = (path: string, scope: Scope): Set<string> => new Set(lookUp(path, scope).map((found) => found.state));

const isSetBy = (rule: ResourceRule, scope: Scope): boolean =>
  pathsOf(rule).some((path) => stateOf(path, scope).has('set'));

const isLeftOut = (rule: ResourceRule, scope: Scope): boolean => {
  const hasDefault = ownFills(rule).some(
    (fill) => typeof fill !== 'string' && (fill.default !== undefined || Array.isArray(fill.from)),
  );
  const paths = pathsOf(rule);
  return (
    !hasDefault &&
    paths.length > 0 &&
    paths.every((path) => !stateOf(path, scope).has('set') && !stateOf(path, scope).has('unknown'))
  );
};

function fillRule(grant: GrantRule, rule: ResourceRule, scope: Scope, context: RuleContext): FilledArn[] {
  const [prefix, type] = typeOf(grant, rule);
  const base = {
    prefix,
    type,
    fields: context.fields,
    resources: context.resources,
    arnOfCfn: (cfn: string, service: string) => context.catalog.resourceOfCfn(cfn, service)?.arn,
    refOfCfn: (cfn: string, service: string) => context.catalog.resourceOfCfn(cfn, service)?.ref,
  };
  if (rule.keyOf) {
    const key = encryptionKeyOf(rule.keyOf, scope, context);
    const template = context.catalog.service('kms')?.resourceTypes['key']?.arn;
    if (!key || !template) return [];
    return forwardedKmsKey(key, { ...base, prefix: 'kms', template }).flatMap((one) => keyArn(one, template, context));
  }
  if (rule.propertyOf) {
    const value = deployedProperty(rule.propertyOf, scope, context);
    return value ? [{ resource: canonical(value) }] : [];
  }
  const template = rule.template ?? context.catalog.service(prefix)?.resourceTypes[type ?? '']?.arn;
  if (!template) throw new Error(`catalog: ${grant.action} has no resource type ${rule.type}`);
  return fillTemplate(isAnyOf(grant, rule, scope) ? anythingOf(template) : template, rule, scope, base);
}

/** One ARN that may be of several types and can't be seen: one pattern for the service says as much as one for each type. */
const isAnyOf = (grant: GrantRule, rule: ResourceRule, scope: Scope): boolean =>
  rule.whole !== undefined &&
  grant.on.filter((one) => one !== '*' && one.whole === rule.whole).length > 1 &&
  lookUp(rule.whole, scope).every((found) => found.state !== 'set' || found.value.kind === 'unknown');

const anythingOf = (template: string): string =>
  `${template.split(':').slice(0, 3).join(':')}:\${Region}:\${Account}:\${Resource}`;

function keyArn(
  converted: ReturnType<typeof forwardedKmsKey>[number],
  template: string,
  context: RuleContext,
): FilledArn[] {
  if (converted.other) return [];
  const resource: Text =
    converted.upTo ??
    template.split(/(\$\{\w+\})/).flatMap((token): Text => {
      const name = /^\$\{(\w+)\}$/.exec(token)?.[1];
      return name === undefined ? literal(token) : (context.fields[name] ?? converted.part ?? []);
    });
  return [{ resource, ...(converted.condition && { condition: converted.condition }) }];
}

/** `!Ref Role` and `!GetAtt Role.Arn` are both the role. */
const canonical = (text: Text): Text => {
  const reference = soleReference(text);
  return reference && (reference.attribute === undefined || reference.attribute === 'Arn')
    ? arnReference(reference)
    : text;
};

const typeOf = (grant: GrantRule, rule: ResourceRule): [string, string | undefined] => {
  const own = grant.action.slice(0, grant.action.indexOf(':'));
  if (!rule.type?.includes(':')) return [own, rule.type];
  const [prefix, type] = rule.type.split(':');
  return [prefix!, type];
};

/** ARNs and resources that the rule's members name although they are of another kind than the rule's. */
const otherArns = (rule: ResourceRule, scope: Scope): Text[] =>
  pathsOf(rule)
    .flatMap((path) => lookUp(path, scope).map((found) => escapeText(textOf(found, path))))
    .filter((text) => startsLikeArn(text) || soleReference(text) !== undefined)
    .map(canonical);

function distinct(list: NamedArn[]): NamedArn[] {
  const seen = new Set<string>();
  return list.filter((one) => {
    const key = `${literalOf(one.resource) ?? JSON.stringify(one.resource)} ${JSON.stringify(one.condition ?? {})}`;
    return !seen.has(key) && seen.add(key);
  });
}
