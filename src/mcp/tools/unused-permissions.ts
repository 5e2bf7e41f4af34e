import { z } from 'zod';
import { readUsageFile } from '../../dynamic/usage-file/read.js';
import { roleOf } from '../../merge/usage/role-of.js';
import type { Analysis } from '../../model/analysis.js';
import { daysOf } from '../../model/days.js';
import type { PolicyDocument } from '../../model/policy.js';
import type { RoleUsage, UsageFile } from '../../model/usage.js';
import { UserError } from '../../model/user-error.js';
import { type AccountRole, parseAuthorizationDetails, selectRoles } from '../../report/index.js';
import { classifier } from '../../report/model/classify.js';
import { blockedBy } from '../../report/model/granted.js';
import { first, fitting, short } from '../bounds.js';
import { confine, refuseOutside } from '../confine.js';
import type { McpContext } from '../context.js';
import { type ActionUse, type GrantUse, grantedUse } from '../granted-use.js';
import { functionId, policyInput, policyOf, policyText, projectPath } from '../inputs.js';
import { defineTool } from '../tool.js';

const some = z.object({ shown: z.array(z.object({ action: z.string(), why: z.string() })), omitted: z.number() });

/** What of a role's policy the account's history has not seen in use. */
export const unusedPermissions = defineTool({
  name: 'unused_permissions',
  title: 'Find unused permissions',
  description:
    'Compares what a policy grants with a usage file of iam-tighten collect: used, needed (unseen, but the code needs it: keep), unused, or ' +
    'unobservable (a use would not have been ' +
    'logged, so silence proves nothing; never remove those for being unseen). Takes a policy, a role of an account (authorizationDetails), or a ' +
    'project whose template declares a policy; only of a project it knows what the code needs. Reads files only, never AWS.',
  input: z.object({
    usage: z.string().describe('usage file written by iam-tighten collect'),
    policy: policyInput.optional(),
    authorizationDetails: z
      .string()
      .optional()
      .describe(
        'output of aws iam get-account-authorization-details: the policies and the boundary of `role` are taken from it',
      ),
    path: projectPath,
    function: functionId,
    role: z.string().optional().describe('ARN or name of the role, when the usage file or the account holds several'),
    minimumDays: z.int().min(0).default(90).describe('days of history below which nothing unseen is called unused'),
  }),
  output: z.object({
    role: z.string(),
    window: z.object({ from: z.string(), to: z.string() }),
    grants: z.array(
      z.object({
        grant: z.string(),
        resources: z.array(z.string()),
        resourcesOmitted: z.number(),
        granted: z.number(),
        used: z.array(z.object({ action: z.string(), why: z.string(), last: z.string() })),
        usedOmitted: z.number(),
        needed: some.describe('not seen in use, and the code or the platform needs it: keep it'),
        unused: some,
        unobservable: some,
      }),
    ),
    grantsOmitted: z.number(),
    complements: z.number().describe('statements with NotAction: what they grant is not listed'),
    unknownManagedPolicies: z.array(z.string()).describe('policies of the role whose text is not known'),
    problems: z.array(z.string()).describe('what could not be read of the role'),
  }),
  async run(input, context) {
    const {
      usage: usagePath,
      policy,
      authorizationDetails: account,
      path,
      function: only,
      role: named,
      minimumDays,
    } = input;
    if (policy !== undefined && account !== undefined)
      throw new UserError('`policy` and `authorizationDetails` both say what is granted', { advice: 'give one' });
    const usage = await readUsageFile(confine(context.root, usagePath));
    const subject =
      account !== undefined
        ? fromAccount(await policyText(context.root, account), account, named, usage)
        : policy === undefined
          ? await fromProject(path, only, named, usage, context)
          : withArn([await policyOf(context.root, policy, 'policy')], onlyRole(usage, named));
    const {
      documents,
      boundary,
      arn,
      role,
      needs = new Map(),
      unknown = [],
      about = {},
      problems = [],
    }: Subject = subject;
    const { from, to } = usage.window;
    const days = daysOf({ from, to });
    const classify = classifier(
      { id: '', name: '', arn, functions: [], unknownPolicies: unknown, ...(role && { usage: role }), needs, ...about },
      // A usage file without dated events says nothing about silence.
      { window: Number.isNaN(days) ? null : { from, to, days }, minimumDays, observe: context.observer(usage) },
    );
    const blocked = blockedBy(documents, boundary);
    const whole = documents.map((document) => grantedUse(document, classify, context.catalog, blocked));
    const all = whole.flatMap(({ grants }) => grants);
    const grants = fitting(all.map(brief));
    return {
      role: arn,
      window: usage.window,
      grants,
      grantsOmitted: all.length - grants.length,
      complements: whole.reduce((sum, { complements }) => sum + complements, 0),
      unknownManagedPolicies: first(unknown, 20).shown.map((one) => short(one)),
      problems: first(problems, 20).shown.map((one) => short(one)),
    };
  },
});

interface Subject {
  documents: PolicyDocument[];
  boundary?: PolicyDocument;
  arn: string;
  /** Absent when the usage file says nothing of the role. */
  role: RoleUsage | undefined;
  /** What the code or the platform needs: action in lower case → why. */
  needs?: ReadonlyMap<string, string>;
  unknown?: string[];
  /** What IAM says of the role itself. */
  about?: Pick<AccountRole, 'lastUsed' | 'createdAt'>;
  problems?: string[];
}

const withArn = (documents: PolicyDocument[], role: RoleUsage) => ({ documents, arn: role.arn, role });

/** A role of an account with its history; a boundary takes away what it does not allow. */
function fromAccount(text: string, file: string, named: string | undefined, usage: UsageFile): Subject {
  const { chosen } = selectRoles(parseAuthorizationDetails(text, file), { roles: named === undefined ? [] : [named] });
  const [only] = chosen;
  if (only === undefined || chosen.length > 1)
    throw new UserError(`${short(named ?? file)} stands for ${chosen.length} roles of the account`, {
      advice: `choose one with \`role\`: ${chosen
        .slice(0, 20)
        .map(({ arn }) => arn)
        .join(', ')}`,
    });
  const { policies = [], boundary, lastUsed, createdAt, unknownPolicies, problems = [] } = only;
  const granted = policies.map(({ document }) => document);
  return {
    documents: granted,
    ...(boundary && { boundary }),
    arn: only.arn,
    role: usage.roles.find(({ arn }) => arn === only.arn),
    unknown: unknownPolicies,
    about: { ...(lastUsed !== undefined && { lastUsed }), ...(createdAt !== undefined && { createdAt }) },
    problems,
  };
}

async function fromProject(
  path: string,
  only: string | undefined,
  named: string | undefined,
  usage: UsageFile,
  context: McpContext,
): Promise<Subject> {
  const analysis = await context.analyze(confine(context.root, path), { ...(only && { function: [only] }) });
  refuseOutside(context.root, analysis);
  const { fn, permissions } = oneFunction(analysis);
  if (!fn.declared)
    throw new UserError(`the project does not declare a policy for ${fn.id}`, {
      advice: "give the role's policy as `policy`",
    });
  const role = roleOf(fn, usage, named, analysis.project.functions.length === 1);
  if (!role) throw noRole(usage, named ?? fn.declared.role ?? fn.id);
  return {
    ...withArn(
      fn.declared.documents.map(({ document }) => document),
      role,
    ),
    needs: new Map(permissions.map(({ action }) => [action.toLowerCase(), 'the code or the platform needs it'])),
    unknown: fn.declared.unknownManagedPolicies.map(({ name }) => name),
  };
}

function oneFunction({ functions }: Analysis): Analysis['functions'][number] {
  const [only] = functions;
  if (functions.length === 1) return only!;
  const ids = functions.map(({ fn }) => fn.id).slice(0, 40);
  throw new UserError(`the project has ${functions.length} functions`, {
    advice: `choose one with \`function\`: ${ids.join(', ')}`,
  });
}

function onlyRole({ roles }: UsageFile, named: string | undefined): RoleUsage {
  const found = named
    ? roles.find(({ arn }) => arn === named || arn.slice(arn.lastIndexOf('/') + 1) === named)
    : roles.length === 1
      ? roles[0]
      : undefined;
  if (found) return found;
  throw noRole({ roles }, named);
}

function noRole({ roles }: Pick<UsageFile, 'roles'>, wanted: string | undefined): UserError {
  const known = roles.map(({ arn }) => arn).slice(0, 20);
  return new UserError(
    wanted ? `the usage file has no role ${short(wanted)}` : `the usage file has ${roles.length} roles`,
    { advice: known.length > 0 ? `choose one with \`role\`: ${known.join(', ')}` : 'collect usage for the role first' },
  );
}

function brief({ grant, resources, uses }: GrantUse) {
  const where = first(resources, 10);
  const of = (state: ActionUse['state']) => uses.filter((use) => use.state === state);
  const used = first(of('used'), 40);
  const list = (state: ActionUse['state']) => {
    const { shown, omitted } = first(of(state), 20);
    return { shown: shown.map(({ action, why }) => ({ action, why: short(why) })), omitted };
  };
  return {
    grant,
    resources: where.shown.map((one) => short(one)),
    resourcesOmitted: where.omitted,
    granted: uses.length,
    used: used.shown.map(({ action, why, last }) => ({ action, why, last: last! })),
    usedOmitted: used.omitted,
    needed: list('needed'),
    unused: list('unused'),
    unobservable: list('unobservable'),
  };
}
