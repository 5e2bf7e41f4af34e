import { UserError } from '../../model/user-error.js';
import { type Config, configSchema } from './schema.js';

const PREFIX = 'IAM_TIGHTEN_';
/** What only a file can hold. */
const FILE_ONLY = new Set(['$schema', 'keep']);

/** Settings from `IAM_TIGHTEN_*`: `failOn` is `IAM_TIGHTEN_FAIL_ON`; lists are separated by commas, switches are `true` or `false`. */
export function environmentConfig(environment: NodeJS.ProcessEnv): Config {
  const values: { [key: string]: unknown } = {};
  for (const key of Object.keys(configSchema.shape)) {
    const name = variableOf(key);
    const text = environment[name];
    if (text === undefined || text === '' || FILE_ONLY.has(key)) continue;
    const value = [
      text,
      text.split(','),
      text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text,
    ];
    const fitting = value.find((candidate) => configSchema.safeParse({ [key]: candidate }).success);
    if (fitting === undefined) throw new UserError(`${name}=${text} is not a value for it`);
    values[key] = fitting;
  }
  return configSchema.parse(values);
}

/** `failOn` → `IAM_TIGHTEN_FAIL_ON`. */
export const variableOf = (key: string): string =>
  PREFIX + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
