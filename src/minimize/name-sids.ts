import type { Catalog } from '../catalog/types.js';
import type { AccessLevel } from '../model/action.js';
import type { OutputStatement } from '../model/policy.js';
import { resourceLabel } from './resource-label.js';
import type { Block } from './types.js';
import { camelCase } from './words.js';

/** Sids have no documented limit; past this length they stop helping the reader. */
const LONGEST = 64;

/** Blocks in their final order → statements with Sids that say who does what where: `ReadOrdersTable`. Unique, letters and digits only. */
export function nameSids(blocks: readonly Block[], catalog: Catalog): OutputStatement[] {
  const used = new Set<string>();
  return blocks.map((block) => {
    const base = shorten(sidOf(block, catalog));
    let sid = base;
    for (let count = 2; used.has(sid.toLowerCase()); count++) sid = `${base}${count}`;
    used.add(sid.toLowerCase());
    return {
      Sid: sid,
      Effect: 'Allow',
      Action: block.actions,
      Resource: block.resources,
      ...(block.condition && { Condition: block.condition }),
    };
  });
}

/** Cut after a whole word. */
const shorten = (sid: string): string =>
  sid.length <= LONGEST
    ? sid
    : sid
        .slice(0, LONGEST + 1)
        .replace(/(?<=.{32})[A-Z][a-z0-9]*$/, '')
        .slice(0, LONGEST);

function sidOf(block: Block, catalog: Catalog): string {
  const labels = [...new Set(block.resources.map((resource) => resourceLabel(resource, block.actions[0]!, catalog)))];
  const [first = '', second = ''] = labels;
  const where = labels.length < 3 ? [first, second].filter(Boolean).join('And') : `${first}And${labels.length - 1}More`;
  return `${verbOf(block.actions, catalog)}${where}${purposeOf(block)}`;
}

/** Actions whose access level, `Write`, misleads a reader about what happens to the resource. */
const VERBS: { readonly [action: string]: string } = {
  'iam:PassRole': 'Pass',
  'kms:Decrypt': 'Use',
  'kms:Encrypt': 'Use',
  'kms:GenerateDataKey': 'Use',
  'kms:ReEncryptFrom': 'Use',
  'kms:ReEncryptTo': 'Use',
  'lambda:InvokeFunction': 'Invoke',
  'states:StartExecution': 'Start',
  'sts:AssumeRole': 'Assume',
};

/** `Read`, `ReadWrite`, `Manage` … from the access levels; an action the catalog does not know is `Use`. */
function verbOf(actions: readonly string[], catalog: Catalog): string {
  const [verb, ...others] = new Set(actions.map((action) => VERBS[action]));
  if (verb !== undefined && others.length === 0) return verb;
  const levels = new Set(actions.map((action) => catalog.action(action)?.accessLevel));
  const has = (level: AccessLevel) => levels.has(level);
  if (levels.has(undefined)) return 'Use';
  if (has('Permissions management')) return 'Manage';
  if (has('Write')) return has('Read') || has('List') ? 'ReadWrite' : 'Write';
  if (has('Tagging')) return 'Tag';
  return has('Read') ? 'Read' : 'List';
}

/** `ForStates` from a condition on one value, `states.amazonaws.com`: it tells two statements on one resource apart. */
function purposeOf({ condition }: Block): string {
  const values = Object.values(condition ?? {}).flatMap((keys) => Object.values(keys).flat());
  const service = values.length === 1 ? /^([a-z0-9-]+)\.[*a-z0-9.-]*$/.exec(String(values[0]))?.[1] : undefined;
  return service === undefined ? '' : `For${camelCase(service)}`;
}
