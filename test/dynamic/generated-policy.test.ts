import { afterEach, describe, expect, it } from 'vitest';
import { openPolicyGeneration } from '../../src/aws/policy-generation.js';
import { generatedPolicySource } from '../../src/dynamic/access-analyzer/generated-source.js';
import { collect } from '../../src/dynamic/collect.js';
import { collectionFindings } from '../../src/dynamic/collection-findings.js';
import type { EventFilter } from '../../src/dynamic/evidence-source.js';
import { policyGenerationRoutes, type ServedGeneration } from '../servers/access-analyzer.js';
import { type AwsServer, startAwsServer } from '../servers/aws-server.js';
import { restJsonService } from '../servers/protocols.js';
import { withEnv } from '../servers/with-env.js';
import { ALL, OTHER_ROLE, ROLE } from './records.js';

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
const ACCESS = 'arn:aws:iam::111122223333:role/reads-the-trail';
const TIMES = { since: '2026-07-01T00:00:00Z', until: '2026-10-01T00:00:00Z' };
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['dynamodb:DescribeTable', 's3:*'], Resource: '*' },
    { Effect: 'Allow', Action: 'iam:GetRole', Resource: 'arn:aws:iam::${Account}:role/${RoleNameWithPath}' },
    { Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' },
  ],
};

let server: AwsServer;
let restore = () => {};
afterEach(async () => {
  restore();
  await server.close();
});

async function run(served: ServedGeneration[], filter: Partial<EventFilter>, word = TRAIL, accessRole?: string) {
  server = await startAwsServer([restJsonService('access-analyzer', policyGenerationRoutes(served))]);
  restore = withEnv(server.env);
  const source = generatedPolicySource(word, openPolicyGeneration({}, 1), accessRole);
  return collect({ sources: [source], filter: { ...ALL, ...filter }, signal: new AbortController().signal });
}

const tried = (action: string) => ({
  service: action.split(':')[0],
  action,
  lastAccessed: TIMES.until,
  tracked: true,
});

describe('a policy that Access Analyzer generates', () => {
  it('names actions that were tried in the window, role by role', async () => {
    const served: ServedGeneration[] = [
      { role: ROLE, status: 'SUCCEEDED', policies: [POLICY] },
      { role: OTHER_ROLE, status: 'SUCCEEDED', policies: [], complete: false },
    ];
    const result = await run(served, { roles: [ROLE, OTHER_ROLE], ...TIMES }, TRAIL, ACCESS);
    expect(result.usage.roles).toEqual([
      { arn: OTHER_ROLE, usages: [], advisor: [] },
      { arn: ROLE, usages: [], advisor: [tried('dynamodb:DescribeTable'), tried('iam:GetRole')] },
    ]);
    expect(collectionFindings(result).map(({ ruleId, args }) => [ruleId, args['role']])).toEqual([
      ['IT609', OTHER_ROLE],
    ]);
  });

  it.each<[string, ServedGeneration[], Partial<EventFilter>, string, string | undefined, string]>([
    ['no role', [], {}, TRAIL, ACCESS, 'generating a policy needs --role and --access-role'],
    ['no access role', [], { roles: [ROLE] }, TRAIL, undefined, 'generating a policy needs --role and --access-role'],
    [
      'a job that is gone',
      [],
      {},
      'no-such-job',
      undefined,
      'there is no policy generation no-such-job; they are kept for 7 days',
    ],
    [
      'a job that failed',
      [{ role: ROLE, status: 'FAILED', error: { code: 'AUTHORIZATION_ERROR', message: 'cannot read the bucket' } }],
      { roles: [ROLE] },
      TRAIL,
      ACCESS,
      'Access Analyzer generated no policy (FAILED): AUTHORIZATION_ERROR: cannot read the bucket',
    ],
  ])('%s is one sentence', async (_name, served, filter, word, access, sentence) =>
    expect(run(served, filter, word, access)).rejects.toMatchObject({ message: sentence }),
  );
});
