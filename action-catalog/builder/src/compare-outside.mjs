const lower = (list) => new Set(list.map((action) => action.toLowerCase()));
const actionsOf = (record, wanted) => lower((record.grants ?? []).filter(wanted).map((grant) => grant.action));
const isRequired = (grant) => !grant.ask && grant.kind !== 'optional' && !grant.when && !(grant.each && !grant.assume);

function add(groups, kind, line) {
  if (!groups.has(kind)) groups.set(kind, []);
  groups.get(kind).push(line);
}

function classOf(record, theirs) {
  if (record.permissionless) return theirs.size === 0 ? 'both need none' : 'ours needs none, theirs some';
  const any = actionsOf(record, () => true);
  if (any.size === 0) return theirs.size === 0 ? 'neither knows' : 'only theirs';
  if (theirs.size === 0) return 'only ours';
  const shared = [...theirs].filter((action) => any.has(action));
  if (shared.length === 0) return 'disjoint';
  if (shared.length < theirs.size) return 'theirs has more';
  return [...actionsOf(record, isRequired)].every((action) => theirs.has(action)) ? 'same' : 'ours has more';
}

/** Operations by how our actions and the outside map's agree; every action of ours counts, required or conditional. */
export function compareOperations(records, methods) {
  const outside = new Map(
    Object.entries(methods).map(([name, list]) => [
      name.toLowerCase(),
      lower(list.filter((one) => !one.stale).map((one) => one.a)),
    ]),
  );
  const groups = new Map();
  for (const [key, { name, record }] of records) {
    const theirs = outside.get(key) ?? new Set();
    const ours = [...actionsOf(record, () => true)].join(' ') || '-';
    add(groups, classOf(record, theirs), `${name}  ours: ${ours}  theirs: ${[...theirs].join(' ') || '-'}`);
  }
  return groups;
}

/** Dependent actions of the newest reference by what the catalog makes of them. */
export function compareDependents(records, dependentActions, service) {
  const grantsOf = new Map();
  for (const { record } of records.values()) {
    const own = record.grants?.[0]?.action.toLowerCase();
    if (own) grantsOf.set(own, [...(grantsOf.get(own) ?? []), ...record.grants]);
  }
  const groups = new Map();
  for (const [action, types] of Object.entries(dependentActions)) {
    const [prefix, name] = action.split(':');
    const stored = service(prefix)?.actions[name];
    const known =
      stored && lower([...(stored.dependents ?? []), ...(stored.on ?? []).flatMap(([, , , list = []]) => list)]);
    for (const dependent of new Set(Object.values(types).flat())) {
      const granted = (grantsOf.get(action.toLowerCase()) ?? []).some(
        (grant) => grant.action.toLowerCase() === dependent.toLowerCase() && !grant.ask,
      );
      add(groups, kindOf(known, granted, dependent.toLowerCase()), `${action} ${dependent}`);
    }
  }
  return groups;
}

function kindOf(known, granted, dependent) {
  if (!known) return 'action not in our release of the reference';
  if (granted) return 'granted under a condition';
  return known.has(dependent) ? 'shown as optional, never granted' : 'not in our source of dependents';
}
