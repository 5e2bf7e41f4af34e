import { z } from 'zod';
import { guessType, validatePolicy } from '../../validate/index.js';
import { first, short } from '../bounds.js';
import { policyInput, policyText } from '../inputs.js';
import { defineTool } from '../tool.js';

/** What is wrong with a policy document. */
export const validatePolicyTool = defineTool({
  name: 'validate_policy',
  title: 'Validate a policy',
  description:
    "Checks one policy document offline: Access Analyzer's checks under AWS's issue codes, and more of our own (IT5xx), each with line " +
    'and JSON path.',
  input: z.object({
    policy: policyInput,
    type: z
      .enum(['identity', 'boundary', 'resource', 'trust', 'scp', 'rcp'])
      .optional()
      .describe('else seen from the document'),
    resourceType: z.string().optional().describe('what a resource policy is attached to: AWS::S3::Bucket'),
  }),
  output: z.object({
    type: z.string(),
    findings: z.array(
      z.object({
        findingType: z.string(),
        issueCode: z.string(),
        message: z.string(),
        path: z.string(),
        line: z.number(),
        column: z.number(),
        suppressed: z.string().optional(),
      }),
    ),
    findingsOmitted: z.number(),
  }),
  async run({ policy, type, resourceType }, { root, catalog }) {
    const text = await policyText(root, policy);
    const known = type ?? guessType(text);
    const findings = validatePolicy(text, { type: known, catalog, ...(resourceType && { resourceType }) });
    const { shown, omitted } = first(findings, 60);
    return {
      type: known,
      findings: shown.map(({ findingType, issueCode, message, path, line, column, suppressed }) => ({
        findingType,
        issueCode,
        message: short(message),
        path: short(path),
        line,
        column,
        ...(suppressed && { suppressed: short(suppressed) }),
      })),
      findingsOmitted: omitted,
    };
  },
});
