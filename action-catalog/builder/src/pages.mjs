/**
 * Joins the pages of services that have several under one prefix (overrides/pages.json). The service record gets the resource types and
 * condition keys of all pages, required only where every page requires them; an operation is held against the page of its own client.
 * Throws on an unknown prefix, action or type, on a page without a link, and when the source has all that a page says by now.
 * @returns `(client, prefix) => service`: the record of the client's own page.
 */
export function joinPages(services, table) {
  const problems = [];
  const views = new Map();
  const first = new Map();
  for (const page of table.pages) {
    const service = services.get(page.prefix);
    problems.push(...problemsOf(page, service));
    if (problems.length > 0) continue;
    if (!first.has(page.prefix)) first.set(page.prefix, { ...service, actions: { ...service.actions } });
    const source = first.get(page.prefix);
    const own = { ...source, actions: { ...source.actions } };
    for (const [name, entry] of Object.entries(page.actions)) {
      own.actions[name] = onPage(source.actions[name], entry);
      service.actions[name] = joined(service.actions[name], own.actions[name]);
    }
    for (const client of page.clients) views.set(client, own);
  }
  if (problems.length > 0) throw new Error(`overrides/pages.json is wrong:\n  ${problems.join('\n  ')}`);
  return (client, prefix) => views.get(client) ?? first.get(prefix) ?? services.get(prefix);
}

const typeOf = (entry) => entry.replace(/\*$/, '');

function problemsOf(page, service) {
  if (!service) return [`${page.prefix}: no such service`];
  const problems = [];
  if (!/^https:\/\/docs\.aws\.amazon\.com\//.test(page.source ?? '')) problems.push(`${page.prefix}: needs a link`);
  for (const [name, { on, keys = [] }] of Object.entries(page.actions)) {
    const action = service.actions[name];
    if (!action) problems.push(`${page.prefix}:${name}: no such action`);
    for (const type of on)
      if (!service.resourceTypes[typeOf(type)])
        problems.push(`${page.prefix}:${name}: no resource type ${typeOf(type)}`);
    for (const key of keys)
      if (!(key in service.conditionKeys)) problems.push(`${page.prefix}:${name}: no condition key ${key}`);
    const known = (action?.resources ?? []).map(({ type, required }) => `${type}${required ? '*' : ''}`);
    if (action && known.sort().join() === [...on].sort().join())
      problems.push(`${page.prefix}:${name}: the source has these types by now: remove it`);
  }
  return problems;
}

const dependentsOf = (action) => [...action.dependents, ...action.resources.flatMap(({ dependents }) => dependents)];

/** An action as one page has it. The dependents stay those of the source, which does not say whose page they are from. */
function onPage(action, { on, keys = [] }) {
  return {
    ...action,
    resources: on.map((entry) => ({
      type: typeOf(entry),
      required: entry.endsWith('*'),
      conditionKeys: [],
      dependents: [],
    })),
    conditionKeys: union(action.conditionKeys, keys),
    dependents: union(dependentsOf(action)),
  };
}

function joined(action, page) {
  const types = union([...action.resources, ...page.resources].map(({ type }) => type));
  const find = (record, type) => record.resources.find((resource) => resource.type === type);
  return {
    ...action,
    resources: types.map((type) => ({
      ...(find(action, type) ?? find(page, type)),
      required: Boolean(find(action, type)?.required && find(page, type)?.required),
    })),
    conditionKeys: union(action.conditionKeys, page.conditionKeys),
  };
}

const union = (...lists) => [...new Set(lists.flat())].sort();
