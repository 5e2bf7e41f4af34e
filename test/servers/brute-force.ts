/** A policy as JSON, read without any of the product's code. */
export interface PolicyJson {
  Statement: { Effect: string; Action?: string | string[]; Resource?: string | string[]; Principal?: unknown }[];
}

/**
 * A request that `next` allows and `existing` does not, found by trying every action and resource that either names, with wildcards filled
 * by nothing, by one letter and by a path. An oracle for small policies without conditions; shares nothing with src/prove.
 */
export function newRequest(existing: PolicyJson, next: PolicyJson, only?: string): { statement: number } | undefined {
  const all = [...existing.Statement, ...next.Statement];
  const actions = (only ? [only] : all.flatMap(({ Action }) => [Action ?? []].flat())).flatMap(fill);
  const resources = all.flatMap(({ Resource }) => [Resource ?? []].flat()).flatMap(fill);
  for (const action of actions)
    for (const resource of resources)
      if (allowedBy(next, action, resource) >= 0 && allowedBy(existing, action, resource) < 0)
        return { statement: allowedBy(next, action, resource) };
  return undefined;
}

const fill = (pattern: string): string[] =>
  ['', 'x', 'x/y'].map((text) => pattern.replaceAll('*', text).replaceAll('?', 'x'));

/** Index of the statement that allows, -1 for none or a Deny. */
function allowedBy({ Statement }: PolicyJson, action: string, resource: string): number {
  const applies = Statement.map(
    ({ Action, Resource }) =>
      [Action ?? []].flat().some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
      [Resource ?? []].flat().some((pattern) => matches(pattern, resource)),
  );
  if (Statement.some(({ Effect }, index) => Effect === 'Deny' && applies[index])) return -1;
  return Statement.findIndex(({ Effect }, index) => Effect === 'Allow' && applies[index]);
}

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);
