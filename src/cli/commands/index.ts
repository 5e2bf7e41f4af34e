import type { CliCommand } from '../command.js';
import { boundaryCommand } from './boundary.js';
import { catalogCommand } from './catalog.js';
import { checkCommand } from './check.js';
import { collectCommand } from './collect.js';
import { compareCommand } from './compare.js';
import { diffCommand } from './diff.js';
import { driftCommand } from './drift.js';
import { explainCommand } from './explain.js';
import { generateCommand } from './generate.js';
import { mcpCommand } from './mcp.js';
import { proposeCommand } from './propose.js';
import { simulateCommand } from './simulate.js';
import { validateCommand } from './validate.js';

/** The commands in the order of `--help`. A new command is one file and one line here. */
export const COMMANDS: readonly CliCommand[] = [
  generateCommand,
  explainCommand,
  checkCommand,
  proposeCommand,
  collectCommand,
  compareCommand,
  diffCommand,
  simulateCommand,
  validateCommand,
  boundaryCommand,
  driftCommand,
  catalogCommand,
  mcpCommand,
];
