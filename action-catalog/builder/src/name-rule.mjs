import { fillByRule } from './arn-rule.mjs';
import { squash } from './names.mjs';

/** Actions of a service by lower-case name: 17 operations differ from their action in case only. */
const index = new WeakMap();
function actionNamed(service, name) {
  if (!index.has(service))
    index.set(service, new Map(Object.keys(service.actions).map((key) => [key.toLowerCase(), key])));
  return index.get(service).get(name.toLowerCase());
}

/**
 * The grant of an operation that is called like its action, with the resources its members name; undefined when there is no such action.
 */
export function grantByName(operationName, operation, service, hints) {
  const name = service && actionNamed(service, operationName);
  return name && grantOf(`${service.prefix}:${name}`, operationName, operation, service, 'name', hints);
}

/** A grant of `action` whose resources are filled from the members of `operation` by the ARN rule. */
export function grantOf(action, operationName, operation, service, evidence, hints) {
  const record = service.actions[action.slice(action.indexOf(':') + 1)];
  if (!record) throw new Error(`${operationName}: no action ${action}`);
  return { action, evidence, on: resourcesOf(record, operationName, operation, service, hints) };
}

/**
 * Which resource types a call touches: those its members fill, and the required ones that the request does not name (`CreateImage`: the
 * snapshots it makes). A required type that is one of `alternatives` counts only where its members are set or nothing else is; an
 * optional one only when a member names it.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html#actions_table
 */
function resourcesOf(record, operationName, operation, service, allHints) {
  const hints = { ...allHints, types: record.resources.map(({ type }) => type) };
  const named = record.resources.map(({ type, required }) => ({
    type,
    required,
    ...rulesOf(type, required, operationName, operation, service, hints),
  }));
  const filled = named.filter(
    ({ how, required }) => how === 'all' || (required && (how === 'some' || how === 'constant')),
  );
  const open = named.filter(({ how, required }) => required && how === 'none');
  const isNamed = filled.some(({ required }) => required);
  const checked = open.filter(({ type }) => !isNamed || !hints.alternatives?.includes(type));
  const chosen = [...filled, ...checked];
  return chosen.length > 0 ? chosen.flatMap(({ rules }) => rules) : ['*'];
}

const RANK = { all: 3, some: 2, constant: 1, none: 0 };

/** The rules of one type: of several ARNs the one that the members fill best, and both spellings where a request takes name or ARN. */
function rulesOf(type, required, operationName, operation, service, hints) {
  const { arn, others } = service.resourceTypes[type] ?? {};
  if (!arn) return { how: 'unknown', rules: [] };
  const fits = [arn, ...others].map((template) => ({
    template,
    ...fillByRule(operationName, operation, type, template, hints),
  }));
  const best = fits.reduce((a, b) => (RANK[b.filled] > RANK[a.filled] ? b : a));
  const common = { type, ...(best.template !== arn && { template: best.template }) };
  const named =
    best.whole &&
    fillByRule(operationName, withoutMember(operation, best.whole), type, best.template, { ...hints, generic: [] });
  const byName =
    named && !named.whole && isExact(named.fill)
      ? {
          ...common,
          fill: named.fill,
          ...(!required && { optional: true }),
          // Members that name a part only (the stream, not when it was made) count where the ARN is not given.
          ...(named.filled !== 'all' && { unless: best.whole }),
        }
      : undefined;
  const rule = {
    ...common,
    ...(Object.keys(best.fill).length > 0 && { fill: best.fill }),
    ...(best.whole && { whole: best.whole }),
    ...((!required || byName) && { optional: true }),
  };
  return { how: best.filled, rules: byName ? [byName, rule] : [rule] };
}

/** A second spelling is trusted only where members are called like the placeholders. */
const isExact = (fill) =>
  Object.keys(fill).length > 0 &&
  Object.entries(fill).every(([placeholder, path]) => typeof path === 'string' && squash(path) === squash(placeholder));

function withoutMember(operation, path) {
  const { [path.replace(/\[\]$/, '')]: _, ...members } = operation.input.members();
  return { ...operation, input: { members: () => members } };
}
