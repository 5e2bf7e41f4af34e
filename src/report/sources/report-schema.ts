import { z } from 'zod';

const amount = z.int().min(0);
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .describe('ISO 8601 in seconds, UTC');
const level = z.enum(['Permissions management', 'Write', 'Tagging', 'Read', 'List', 'unknown']);

const counts = z
  .object({ granted: amount, used: amount, needed: amount, unused: amount, unobservable: amount })
  .describe('distinct actions; granted is the sum of the others');
const byLevel = z.record(z.string(), counts);
const window = z.object({ from: time, to: time, days: z.int() }).describe('of the evidence');
const groups = z.array(
  z
    .object({
      level,
      why: z.string(),
      names: z.array(z.string()).describe('actions without their service'),
      more: amount.describe('names left out'),
    })
    .describe('actions of one access level for one reason'),
);

const service = z.object({
  service: z.string(),
  counts,
  lastUsed: time.nullable(),
  lastTried: time.optional().describe('last attempt that Access Advisor saw; it may have been denied'),
  used: z.array(
    z.object({
      action: z.string(),
      level,
      last: time,
      count: amount,
      resources: z.array(z.string()).describe('at most 20 of what it was used on'),
    }),
  ),
  needed: groups.describe('the code or the platform asks for it; not seen in use'),
  unused: groups.describe('every use would have been seen, and none was'),
  unobservable: groups.describe('nobody can tell; never counted as unused'),
});

const grant = z.object({
  action: z.string().describe('as written, patterns included'),
  resource: z.string(),
  conditional: z.boolean(),
  origin: z.string(),
  at: z.object({ file: z.string(), line: amount, column: amount }).optional(),
  counts,
});

const role = z.object({
  id: z.string().describe('ARN, else name in the template, else id of the function'),
  name: z.string(),
  arn: z.string().nullable(),
  functions: z.array(z.string()),
  shared: z.boolean(),
  granted: z.boolean().describe('false when nothing says which policies it has'),
  observed: z.boolean().describe('false when there is no history of it'),
  lastUsed: time.nullable(),
  neverUsed: z.boolean().describe('IAM keeps a record of uses, and has none'),
  risk: z.enum(['high', 'medium', 'low', 'none']).describe('harm that the unused part can do'),
  counts,
  levels: byLevel,
  services: z.array(service),
  grants: z.array(grant),
  wildcardActions: amount.describe('granted on every resource, although they can be limited'),
  escalations: z.array(z.object({ how: z.string(), actions: z.array(z.string()), used: z.boolean() })),
  unknownPatterns: z.array(z.string()),
  unknownPolicies: z.array(z.string()),
  problems: z.array(z.string()).optional().describe('what could not be read of the role'),
  tags: z.array(z.object({ key: z.string(), value: z.string() })).optional(),
  controls: z.array(z.string()),
  next: z.array(z.string()).describe('what to do, most pressing first'),
});

const trend = z.object({
  window: window.nullable().describe('of the earlier report'),
  granted: z.int(),
  used: z.int(),
  unused: z.int(),
  wildcardActions: z.int(),
  escalations: z.int(),
  roles: z.array(
    z.object({
      id: z.string(),
      change: z.enum(['new', 'gone', 'better', 'worse', 'same']),
      granted: z.int(),
      unused: z.int(),
    }),
  ),
});

const point = z.object({
  window: window.nullable(),
  roles: amount,
  granted: amount,
  used: amount,
  unused: amount,
  wildcardActions: amount,
  escalations: amount,
});

/** The JSON report as a schema: what `--previous` accepts, and what schemas/report.schema.json is made from. */
export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  catalog: z.object({ version: z.string() }),
  window: window.nullable(),
  minimumDays: amount,
  sources: z.array(
    z.object({
      kind: z.string(),
      location: z.string(),
      accounts: z.array(z.string()),
      regions: z.array(z.string()),
      filesFailed: amount,
      gaps: amount,
    }),
  ),
  totals: counts.extend({
    roles: amount,
    functions: amount,
    wildcardActions: amount,
    escalations: amount,
    sharedRoles: amount,
    levels: byLevel,
  }),
  roles: z.array(role),
  trend: trend.nullable().describe('later minus earlier'),
  history: z.array(point).optional().describe('the reports before, oldest first'),
  omitted: z
    .array(z.object({ why: z.string(), roles: z.array(z.string()) }))
    .optional()
    .describe('roles of the account that are not reported on'),
});

/** The published JSON Schema. Members are only added within one schemaVersion. */
export const reportJsonSchema = () => ({
  ...z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input' }),
  $id: 'https://iam-tighten.dev/schemas/report.schema.json',
  title: 'iam-tighten report --format json',
  description: 'Members are only added within one schemaVersion.',
});
