import { z } from 'zod';

const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .describe('ISO 8601 in seconds, UTC');
const amount = z.int().min(0);

const usage = z.strictObject({
  action: z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/),
  operation: z.string().describe("event source's service and event name: s3:ListObjects"),
  resource: z.string().describe('ARN in IAM pattern text, or *'),
  outcome: z.enum(['allowed', 'denied']),
  via: z.string().nullable().describe('service that called on the role’s behalf'),
  count: amount,
  first: time,
  last: time,
});

const source = z.strictObject({
  kind: z.enum([
    'cloudtrail-files',
    'cloudtrail-s3',
    'lookup-events',
    'athena',
    'lake',
    'access-advisor',
    'access-analyzer',
  ]),
  location: z.string(),
  accounts: z.array(z.string()),
  regions: z.array(z.string()),
  files: z.strictObject({ read: amount, failed: amount }),
  events: z
    .strictObject({ read: amount, used: amount, skipped: z.record(z.string(), amount) })
    .refine(({ read, used, skipped }) => read === used + Object.values(skipped).reduce((sum, one) => sum + one, 0), {
      error: 'read must be used plus all that was skipped',
    }),
  selectors: z.unknown().optional(),
  gaps: z.array(z.strictObject({ account: z.string(), region: z.string(), from: time, to: time })),
});

/** The usage file, as `collect` writes it. The published JSON schema is made from this. */
export const usageSchema = z.strictObject({
  schemaVersion: z.literal(1),
  window: z
    .strictObject({ from: time.or(z.literal('')), to: time.or(z.literal('')) })
    .describe('empty when no source holds dated events'),
  sources: z.array(source),
  roles: z.array(
    z.strictObject({
      arn: z.string().regex(/^arn:/),
      created: time.optional().describe('when the role was made, where IAM was asked'),
      usages: z.array(usage),
      advisor: z.array(
        z.strictObject({
          service: z.string(),
          action: z.string().optional(),
          lastAccessed: time.nullable(),
          tracked: z.boolean(),
        }),
      ),
    }),
  ),
  unmapped: z.array(z.strictObject({ eventSource: z.string(), eventName: z.string(), count: amount })),
});

/** The published schema, draft 2020-12. */
export const usageJsonSchema = (): unknown => ({
  ...z.toJSONSchema(usageSchema, { target: 'draft-2020-12' }),
  title: 'iam-tighten usage file',
});
