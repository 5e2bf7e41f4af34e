import { realpathSync, statSync } from 'node:fs';
import { openCatalog } from '../catalog/index.js';
import { serve } from '../mcp/server.js';
import { UserError } from '../model/user-error.js';
import { toolVersion } from '../tool-version.js';
import { analyzeProject } from './analyze-project.js';
import { type ExitCode, SUCCESS } from './exit-codes.js';
import { reportObserver } from './report-observer.js';

/** Runs `mcp` until the client closes stdin. Works inside the root, so that paths read the same as on the command line there. */
export async function runMcp({ root }: { root: string }): Promise<ExitCode> {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new UserError(`--root ${root} is not a folder`);
  const folder = realpathSync(root);
  process.chdir(folder);
  await serve(
    {
      root: folder,
      toolVersion: toolVersion(),
      catalog: openCatalog(),
      observer: (usage) => reportObserver(usage, openCatalog()),
      analyze: async (path, request) => (await analyzeProject(path, request)).analysis,
    },
    (text) => process.stderr.write(text),
  );
  return SUCCESS;
}
