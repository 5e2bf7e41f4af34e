import { z } from 'zod';

const keep = z
  .strictObject({
    action: z
      .string()
      .regex(/^[\w-]+:[\w*?]+$/, 'is not an action like s3:PutObject')
      .describe('Action or pattern to keep: s3:PutObject, s3:Get*'),
    resource: z
      .string()
      .optional()
      .describe("ARN pattern; ${Orders.Arn} names a resource of the template. Absent: where today's policy allows it"),
    reason: z.string().min(1).describe('Why; printed wherever the permission is'),
    until: z.iso.date('is not a day like 2026-12-31').optional().describe('Last day it is kept'),
    function: z.string().optional().describe('Only for this function'),
  })
  .describe('A permission that stays although no witness asks for it');

/** The configuration file, and by its keys also the variables `IAM_TIGHTEN_*`. Keys are the long flags in camel case. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    function: z.array(z.string()).optional().describe('Only these functions, by id'),
    handler: z.string().optional().describe('Handler of a bare folder: src/app.handler'),
    functionName: z.string().optional().describe('Deployed name of a bare folder'),
    account: z.string().optional().describe('Account id for ARNs'),
    region: z.string().optional().describe('Region for ARNs'),
    partition: z.string().optional().describe('Partition for ARNs'),
    envFile: z.string().optional().describe('NAME=value lines: the environment of a bare folder'),
    functionConfig: z.string().optional().describe('Output of aws lambda get-function-configuration'),
    managedPolicies: z.string().optional().describe('File or folder with the documents of managed policies'),
    conditions: z.boolean().optional().describe('Also fill condition keys that the calls decide'),
    compact: z.boolean().optional().describe('Write actions as globs that match exactly the needed ones'),
    usage: z.string().optional().describe('Usage file: the history of the account'),
    mode: z.enum(['strict', 'balanced', 'safe']).optional().describe('What to do with what the history does not show'),
    role: z.string().optional().describe('Role of the function in the usage file'),
    minimumDays: z.string().optional().describe('History below which nothing unseen is dropped'),
    existing: z.string().optional().describe("Today's policy, when the project does not declare it"),
    failOn: z
      .enum(['error', 'warning', 'note', 'none', 'drift'])
      .optional()
      .describe('Level of findings that fails check; drift: only a policy that is not what is needed'),
    baseline: z.string().optional().describe('Findings that are accepted'),
    keep: z.array(keep).optional().describe('Permissions that stay although no witness asks for them'),
  })
  .describe('Configuration of iam-tighten');

export type Config = z.infer<typeof configSchema>;

/** Keys that hold paths: relative to the configuration file. */
export const PATH_KEYS = ['envFile', 'functionConfig', 'managedPolicies', 'existing', 'baseline', 'usage'] as const;

/** The JSON Schema that editors use: schemas/config.schema.json. */
export const configJsonSchema = (): object => z.toJSONSchema(configSchema, { target: 'draft-7' });
