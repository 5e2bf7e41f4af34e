import { squash } from './names.mjs';

/** Members that give tags to what a call makes. */
const TAGS = /^(tags|tag_?list|resource_?tags|tag_?specifications?|add_?tags)$/i;
const SOURCE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html#actions_table';

/**
 * Tagging on creation where nothing is written by hand: the Service Authorization Reference lists a tagging action of the same service as
 * a dependent of the call's action, or its table of API operations has it (`listed`: the client's entry of overrides/tags.json). Granted only when the request gives tags, on what the call makes (`made`: rules of the call's own
 * grant), else on the types of the tagging action that the operation is called after, else on all.
 */
export function tagGrants(name, operation, base, made, service, listed) {
  const member = Object.keys(operation.input.members()).find((key) => TAGS.test(key));
  const prefix = `${service?.prefix}:`;
  if (!member || !base.action.startsWith(prefix)) return [];
  const record = service.actions[base.action.slice(prefix.length)];
  const own = listedFor(name, listed).map((action) => `${prefix}${action}`);
  return [...new Set([...dependentsOf(record), ...own])]
    .filter((id) => id.startsWith(prefix) && id !== base.action && gives(service.actions[id.slice(prefix.length)], id))
    .map((action) => ({
      action,
      when: member,
      evidence: 'dependent',
      source: own.includes(action) ? listed.source : SOURCE,
      on: taggedBy(name, service.actions[action.slice(prefix.length)], made),
    }));
}

/** `Tag$1` takes the first group of `operations`: `CreateRole` → `TagRole`. */
function listedFor(name, listed) {
  const match = listed && new RegExp(listed.operations).exec(name);
  return match ? [listed.action.replace('$1', match[1] ?? '')] : [];
}

const dependentsOf = (record) => [
  ...new Set([...(record?.dependents ?? []), ...(record?.resources ?? []).flatMap(({ dependents }) => dependents)]),
];

const gives = (record, id) => record?.level === 'Tagging' && !/:(Untag|Remove|Delete)/.test(id);

function taggedBy(name, record, made) {
  const types = record.resources.map(({ type }) => type);
  // A rule without members is what AWS has yet to name; of the others only what the operation is called after (not the file system of a
  // new access point).
  const own = made.filter(
    (rule) =>
      rule !== '*' &&
      types.includes(rule.type) &&
      ((!rule.fill && !rule.whole) || squash(name).includes(squash(rule.type))),
  );
  if (own.length > 0) return own;
  const called = types.filter((type) => squash(name).endsWith(squash(type)));
  return called.length > 0 ? called.map((type) => ({ type })) : ['*'];
}
