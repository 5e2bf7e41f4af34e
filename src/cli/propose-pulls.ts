import type { Analysis } from '../model/analysis.js';
import { oneLine } from '../model/escape/plain.js';
import { UserError } from '../model/user-error.js';
import { ForgeError } from '../propose/forge/error.js';
import type { Forge } from '../propose/forge/types.js';
import { pushBranch } from '../propose/git/push-branch.js';
import { branchOf } from '../propose/pull/branch-name.js';
import { publishPull } from '../propose/pull/publish.js';
import { asksForRebase, pullText } from '../render/pull/proposal.js';
import type { RoleProposal } from '../role-proposal.js';
import { toolVersion } from '../tool-version.js';
import type { ProposeFlags } from './flags/propose.js';
import type { ForgeContext } from './forge/context.js';
import { linkTo } from './forge/link-to.js';
import { openForge } from './forge/open-forge.js';
import { baseBranch, forgeOfRemote } from './forge/remote.js';
import { evidenceWindow } from './forge/window.js';
import { changesOf, diffOf } from './template-changes.js';

const LABEL = 'iam-tighten';
const MOST = 10;

/** Finds out where to propose to, before anything is analysed; the function it returns pushes branches and opens pull requests. */
export async function openPulls(given: string, flags: ProposeFlags) {
  if (flags.limit !== undefined && !/^[1-9]\d{0,2}$/.test(flags.limit))
    throw new UserError(`--limit ${flags.limit} is not a number of pull requests`);
  const context = await forgeOfRemote(given, flags, process.env);
  const base = flags.base ?? (await baseBranch(given, process.env));
  const forge = openForge(context);
  return (proposals: readonly RoleProposal[], analysis: Analysis, settings: ProposeFlags): Promise<void> =>
    publishAll({ proposals, analysis, settings, forge, context, base });
}

interface Publishing {
  proposals: readonly RoleProposal[];
  analysis: Analysis;
  settings: ProposeFlags;
  forge: Forge;
  context: ForgeContext;
  base: string;
}

/** One pull request after the other: a role whose branch cannot be pushed does not hide the ones before it. */
async function publishAll({ proposals, analysis, settings, forge, context, base }: Publishing): Promise<void> {
  const { root } = analysis.project;
  const stage = settings.stage === 'boundary' ? 'boundary' : 'policy';
  // A link leads to the commit the lines were read from.
  const link = linkTo(context, root);
  const window = await evidenceWindow(settings.usage);
  const wanted = proposals.flatMap((proposal) => {
    const { changes } = changesOf([proposal], root, settings);
    return changes.length > 0 ? [{ proposal, changes }] : [];
  });
  const limit = Number(settings.limit ?? MOST);
  for (const { proposal, changes } of wanted.slice(0, limit)) {
    const role = proposal.role ?? proposal.comparison.function;
    const branch = branchOf(role, stage);
    const text = pullText(
      {
        proposal,
        role,
        stage,
        diff: changes.map(diffOf).join(''),
        files: changes.map(({ file }) => file),
        ...(window && { window }),
        toolVersion: toolVersion(),
        catalogVersion: analysis.catalogVersion,
      },
      { limit: forge.pulls.limit, ...(link && { linkTo: link }) },
    );
    const files = changes.map(({ file, before, after }) => ({ path: file, before, after }));
    const message = `${text.title}\n\nProposed by iam-tighten ${toolVersion()}.`;
    const overwrite = asksForRebase((await existingPull(forge, branch, base))?.body ?? '');
    const pushed = await pushBranch({ folder: root, remote: settings.remote, branch, base, files, message, overwrite });
    const { outcome, pull, unlabelled } = await publish(forge, { branch, base, text, label: LABEL });
    const done = outcome === 'unchanged' && pushed === 'pushed' ? 'updated' : outcome;
    process.stdout.write(`${oneLine(`${done} ${pull.url}  ${text.title}`)}\n`);
    if (unlabelled !== undefined) process.stderr.write(`${oneLine(`! it has no label: ${unlabelled}`)}\n`);
  }
  if (wanted.length === 0) process.stderr.write('nothing to propose\n');
  if (wanted.length > limit)
    process.stderr.write(`${wanted.length - limit} more roles wait for the next run: --limit is ${limit}\n`);
}

/** The pull request of a former run. A forge that does not answer is told by the call that matters. */
async function existingPull(forge: Forge, branch: string, base: string) {
  try {
    return await forge.pulls.find(branch, base);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return undefined;
  }
}

async function publish(forge: Forge, pull: Parameters<typeof publishPull>[1]) {
  try {
    return await publishPull(forge.pulls, pull);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    const rights = error.status === 401 || error.status === 403 || error.status === 404;
    throw new UserError(`the branch ${pull.branch} is pushed, but ${error.message}`, {
      advice: rights
        ? `give the token the right to open pull requests (${forge.name === 'GitHub' ? 'pull-requests: write, and allow it in the settings for Actions' : 'scope api'})`
        : 'run the command again',
    });
  }
}
