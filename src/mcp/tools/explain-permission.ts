import { z } from 'zod';
import { UserError } from '../../model/user-error.js';
import { matchesAction } from '../../prove/index.js';
import { toEnvelope } from '../../render/envelope.js';
import { first, fitting, short } from '../bounds.js';
import { confine, refuseOutside } from '../confine.js';
import { arnInputs, functionId, projectPath } from '../inputs.js';
import { defineTool } from '../tool.js';

/** Why a function needs an action: the lines of code, the lines of the template. */
export const explainPermission = defineTool({
  name: 'explain_permission',
  title: 'Explain a permission',
  description:
    'Who needs an action (s3:GetObject) or actions of a pattern (s3:*), on which resource, and the file and line of each call or ' +
    'template entry that makes it necessary. When nothing needs it, lists the unresolved places that still could.',
  input: z.object({ action: z.string(), path: projectPath, function: functionId, ...arnInputs }),
  output: z.object({
    needed: z.boolean(),
    permissions: z.array(
      z.object({
        function: z.string(),
        action: z.string(),
        resource: z.string(),
        resolution: z.string(),
        evidence: z.array(z.record(z.string(), z.unknown())),
        evidenceOmitted: z.number(),
      }),
    ),
    permissionsOmitted: z.number(),
    couldNeedIt: z.array(z.object({ file: z.string(), line: z.number(), reason: z.string() })),
    couldNeedItOmitted: z.number(),
  }),
  async run({ action, path, function: only, ...arn }, context) {
    if (!/^[\w*?-]+:[\w*?-]+$/.test(action))
      throw new UserError(`${short(action)} is not an action`, {
        advice: 'write it as service:Action, for example s3:GetObject',
      });
    const file = confine(context.root, path);
    const analysis = await context.analyze(file, { ...arn, ...(only && { function: [only] }) });
    refuseOutside(context.root, analysis);
    const { functions } = toEnvelope(analysis, context.toolVersion);
    const all = functions.flatMap((fn) =>
      fn.permissions
        .filter((permission) => matchesAction(action, permission.action))
        .map(({ action: name, resource, resolution, evidence }) => {
          const { shown, omitted } = first(evidence, 5);
          return { function: fn.id, action: name, resource, resolution, evidence: shown, evidenceOmitted: omitted };
        }),
    );
    const permissions = fitting(all.slice(0, 60));
    // Where only the resource is open, the action is known, and it is another one.
    const open = first(
      all.length > 0
        ? []
        : functions.flatMap(({ unresolved }) => unresolved.filter(({ kind }) => kind !== 'unresolved-resource')),
      20,
    );
    return {
      needed: all.length > 0,
      permissions,
      permissionsOmitted: all.length - permissions.length,
      couldNeedIt: open.shown.map(({ file: at, line, reason }) => ({ file: at, line, reason: short(reason) })),
      couldNeedItOmitted: open.omitted,
    };
  },
});
