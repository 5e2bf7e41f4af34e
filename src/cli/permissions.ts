import { UserError } from '../model/user-error.js';
import { choose } from './choose.js';
import { type ExitCode, SUCCESS } from './exit-codes.js';
import type { PermissionsFlags } from './flags/permissions.js';
import { type OwnPermissions, readOwnPermissions } from './own-permissions.js';

type Parts = OwnPermissions['parts'];

const FORMATS: { readonly [format: string]: (parts: Parts) => string } = {
  text: (parts) => parts.map(textOf).join(''),
  json: (parts) => `${JSON.stringify({ parts }, null, 2)}\n`,
  policy: (parts) => `${JSON.stringify(policyOf(parts), null, 2)}\n`,
};

/** Runs `permissions`: the least privilege of the tool itself, of one command or of all; `names` are the commands there are. */
export async function runPermissions(
  command: string | undefined,
  flags: PermissionsFlags,
  names: readonly string[],
): Promise<ExitCode> {
  const format = choose(FORMATS, flags.format, '--format');
  if (command !== undefined && !names.includes(command))
    throw new UserError(`there is no command ${command}`, { advice: `choose one of: ${names.join(', ')}` });
  const { parts } = readOwnPermissions();
  const asked = parts.filter((part) => command === undefined || part.command.split(', ').includes(command));
  if (asked.length === 0 && flags.format === 'text') process.stdout.write(`${command} asks nothing of AWS\n`);
  else process.stdout.write(format(asked));
  return SUCCESS;
}

function textOf({ command, part, permissions }: Parts[number]): string {
  const lines = permissions.map(({ action, resource }) => `  ${action}  ${resource}`);
  return `${[`${command} ${part}`, ...lines].join('\n')}\n`;
}

/** One statement per resource, with every action the parts need on it. */
function policyOf(parts: Parts): object {
  const byResource = new Map<string, Set<string>>();
  for (const { action, resource } of parts.flatMap(({ permissions }) => permissions))
    byResource.set(resource, (byResource.get(resource) ?? new Set()).add(action));
  const Statement = [...byResource.keys()].sort().map((resource) => ({
    Effect: 'Allow',
    Action: [...byResource.get(resource)!].sort(),
    Resource: [resource],
  }));
  return { Version: '2012-10-17', Statement };
}
