import { UserError } from '../model/user-error.js';

/** The entry of a table that a flag names. Throws UserError that lists the names there are. */
export function choose<T>(table: { readonly [name: string]: T }, name: string, flag: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined)
    throw new UserError(`${flag} ${name} does not exist`, {
      advice: `choose one of: ${Object.keys(table).join(', ')}`,
    });
  return found;
}
