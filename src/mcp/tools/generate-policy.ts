import { z } from 'zod';
import type { FunctionEnvelope } from '../../model/envelope.js';
import { toEnvelope } from '../../render/envelope.js';
import { first, fitting, short } from '../bounds.js';
import { confine, refuseOutside } from '../confine.js';
import { arnInputs, functionId, projectPath } from '../inputs.js';
import { defineTool } from '../tool.js';

const place = z.object({ file: z.string(), line: z.number(), column: z.number() });
const finding = z.object({ ruleId: z.string(), level: z.string(), message: z.string(), location: place.nullable() });

/** The smallest policy of each function at a path. */
export const generatePolicy = defineTool({
  name: 'generate_policy',
  title: 'Generate the least-privilege policy',
  description:
    'The smallest IAM policy that the Lambda functions at a path need, worked out from their code and template. Lists what could ' +
    'not be resolved; a policy with unresolved calls may lack permissions.',
  input: z.object({ path: projectPath, function: functionId, ...arnInputs }),
  output: z.object({
    functions: z.array(
      z.object({
        id: z.string(),
        handler: z.string(),
        policies: z.array(z.object({ name: z.string(), document: z.unknown() })),
        permissions: z.number().describe('how many pairs of action and resource are needed'),
        unresolved: z.array(place.extend({ kind: z.string(), reason: z.string(), advice: z.string().optional() })),
        unresolvedOmitted: z.number(),
        findings: z.array(finding),
        findingsOmitted: z.number(),
      }),
    ),
    functionsOmitted: z.array(z.string()).describe('ids to ask for one by one with `function`'),
    functionsOmittedCount: z.number(),
    findings: z.array(finding),
    findingsOmitted: z.number(),
  }),
  async run({ path, function: only, ...arn }, context) {
    const file = confine(context.root, path);
    const analysis = await context.analyze(file, { ...arn, ...(only && { function: [only] }) });
    refuseOutside(context.root, analysis);
    const envelope = toEnvelope(analysis, context.toolVersion);
    const functions = fitting(envelope.functions.map(brief));
    const omitted = envelope.functions.slice(functions.length).map(({ id }) => id);
    return {
      functions,
      functionsOmitted: first(omitted, 100).shown,
      functionsOmittedCount: omitted.length,
      ...findingsOf(envelope.findings),
    };
  },
});

function brief({ id, handler, policies, permissions, unresolved, findings }: FunctionEnvelope) {
  const open = first(unresolved, 20);
  return {
    id,
    handler,
    policies: policies.map(({ name, document }) => ({ name, document })),
    permissions: permissions.length,
    unresolved: open.shown.map(({ kind, file, line, column, reason, advice }) => ({
      kind,
      file,
      line,
      column,
      reason: short(reason),
      ...(advice && { advice: short(advice) }),
    })),
    unresolvedOmitted: open.omitted,
    ...findingsOf(findings),
  };
}

function findingsOf(findings: FunctionEnvelope['findings']) {
  const { shown, omitted } = first(findings, 20);
  return { findings: shown.map((one) => ({ ...one, message: short(one.message) })), findingsOmitted: omitted };
}
