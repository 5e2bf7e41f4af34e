import { fillByRule } from './arn-rule.mjs';

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
 * Which resource types a call touches: those its members fill. Types marked required in the reference are often alternatives (twelve for
 * bedrock:InvokeModel), so an unfilled one counts only when nothing is filled; optional ones only when a member names them.
 */
function resourcesOf(record, operationName, operation, service, hints) {
  const filled = [];
  const open = [];
  for (const { type, required } of record.resources) {
    const arn = service.resourceTypes[type]?.arn;
    if (!arn) continue;
    const { fill, whole, filled: how } = fillByRule(operationName, operation, type, arn, hints);
    const rule = {
      type,
      ...(Object.keys(fill).length > 0 && { fill }),
      ...(whole && { whole }),
      ...(!required && { optional: true }),
    };
    if (how === 'all' || (how === 'constant' && required)) filled.push(rule);
    else if (required) open.push(rule);
  }
  const required = filled.filter((rule) => !rule.optional);
  if (required.length === 0 && open.length > 0) return [...filled, ...open];
  return filled.length > 0 ? filled : ['*'];
}
