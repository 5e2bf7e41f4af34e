import type { CliCommand } from '../command.js';
import { boundaryCommand } from './boundary.js';
import { catalogCommand } from './catalog.js';
import { checkCommand } from './check.js';
import { collectCommand } from './collect.js';
import { commentCommand } from './comment.js';
import { compareCommand } from './compare.js';
import { completionCommand } from './completion.js';
import { diffCommand } from './diff.js';
import { driftCommand } from './drift.js';
import { explainCommand } from './explain.js';
import { generateCommand } from './generate.js';
import { initCommand } from './init.js';
import { mcpCommand } from './mcp.js';
import { permissionsCommand } from './permissions.js';
import { proposeCommand } from './propose.js';
import { reportCommand } from './report.js';
import { simulateCommand } from './simulate.js';
import { validateCommand } from './validate.js';

/** The commands in the order of `--help`. A new command is one file and one line here. */
export const COMMANDS: readonly CliCommand[] = [
  generateCommand,
  explainCommand,
  checkCommand,
  proposeCommand,
  commentCommand,
  collectCommand,
  reportCommand,
  compareCommand,
  diffCommand,
  simulateCommand,
  validateCommand,
  boundaryCommand,
  driftCommand,
  catalogCommand,
  permissionsCommand,
  mcpCommand,
  initCommand,
  completionCommand,
];
