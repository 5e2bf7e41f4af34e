/**
 * Adds the actions of overrides/actions.json to the service records. Throws when the reference has one of them by now, when a service or a
 * resource type does not exist, or when there is no link.
 */
export function addNewerActions(services, table) {
  const problems = [];
  for (const [id, entry] of Object.entries(table.actions)) {
    const [prefix, name] = id.split(':');
    const service = services.get(prefix);
    if (!service) problems.push(`${id}: no such service`);
    else if (service.actions[name]) problems.push(`${id}: the reference has it by now: remove it`);
    else if (!/^https:\/\/docs\.aws\.amazon\.com\//.test(entry.source ?? '')) problems.push(`${id}: needs a link`);
    else {
      const types = entry.on ?? [];
      for (const type of types) if (!service.resourceTypes[type]) problems.push(`${id}: no resource type ${type}`);
      service.actions[name] = {
        level: entry.level,
        resources: types.map((type) => ({ type, required: true, conditionKeys: [], dependents: [] })),
        conditionKeys: [],
        dependents: [],
        permissionOnly: false,
      };
    }
  }
  if (problems.length > 0) throw new Error(`overrides/actions.json is wrong:\n  ${problems.join('\n  ')}`);
}
