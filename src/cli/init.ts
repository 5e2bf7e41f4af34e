import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../model/user-error.js';
import { toolVersion } from '../tool-version.js';
import { choose } from './choose.js';
import { type ExitCode, SUCCESS } from './exit-codes.js';
import type { InitFlags } from './flags/init.js';
import { type StarterFile, starterFiles } from './init-files.js';
import { writeOutput } from './outputs.js';

const CIS = { github: 'github', gitlab: 'gitlab', none: 'none' } as const;

/** Runs `init`. Without --write the files go to stdout; with it none is written when one of them is in the way. */
export async function runInit(folder: string, flags: InitFlags): Promise<ExitCode> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UserError(`${folder} is not a folder`);
  if (flags.force && !flags.write) throw new UserError('--force does nothing without --write');
  const ci = flags.ci === undefined ? ciOf(folder) : choose(CIS, flags.ci, '--ci');
  const files = starterFiles(ci, toolVersion());
  if (!flags.write) {
    process.stdout.write(files.map(shown).join('\n'));
    process.stderr.write('nothing was written: add --write\n');
    return SUCCESS;
  }
  const inTheWay = files.filter(({ file }) => existsSync(path.join(folder, file)));
  const [first] = inTheWay;
  if (first && !flags.force)
    throw new UserError(
      `${inTheWay.map(({ file }) => file).join(', ')} exist${inTheWay.length === 1 ? 's' : ''} already; nothing was written`,
      {
        advice: 'add --force to replace, or leave out --write to see what would be written',
      },
    );
  for (const { file, text } of files) {
    await writeOutput(text, path.join(folder, file));
    process.stderr.write(`wrote ${file}\n`);
  }
  return SUCCESS;
}

const shown = ({ file, text }: StarterFile): string => `# ${file}\n${text}`;

function ciOf(folder: string): keyof typeof CIS {
  if (existsSync(path.join(folder, '.gitlab-ci.yml'))) return 'gitlab';
  return existsSync(path.join(folder, '.github')) ? 'github' : 'none';
}
