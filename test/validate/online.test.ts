import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAccessAnalyzer } from '../../src/aws/access-analyzer.js';
import { openCatalog } from '../../src/catalog/index.js';
import { validateOnline, validatePolicy } from '../../src/validate/index.js';
import { type AwsServer, startAwsServer } from '../servers/aws-server.js';
import { policyCheckRoutes, type ServedPolicyFinding } from '../servers/policy-checks.js';
import { restJsonService } from '../servers/protocols.js';

const catalog = openCatalog();
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: 'arn:aws:s3:::acme-reports/*' }],
});

const served = (issueCode: string, findingType: string, path: object[], column: number): ServedPolicyFinding => ({
  findingType,
  issueCode,
  findingDetails: `AWS about ${issueCode}`,
  learnMoreLink: `https://docs.aws.amazon.com/${issueCode}`,
  locations: [
    {
      path,
      span: { start: { line: 1, column, offset: column }, end: { line: 1, column: column + 1, offset: column + 1 } },
    },
  ],
});

/** One finding we have too, under another word split, and one only AWS has. */
const FINDINGS = [
  served('INVALID_ACTION', 'ERROR', [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }], 62),
  served('SOME_NEW_CHECK', 'SUGGESTION', [{ value: 'Statement' }, { index: 0 }, { value: 'Resource' }], 88),
];

let server: AwsServer;
beforeAll(async () => {
  server = await startAwsServer([restJsonService('access-analyzer', policyCheckRoutes(FINDINGS))]);
  for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

describe('Access Analyzer over a socket', () => {
  it('merges both witnesses and tells them apart', async () => {
    const offline = validatePolicy(POLICY, { type: 'identity', catalog });
    const merged = await validateOnline(POLICY, 'identity', undefined, offline, openAccessAnalyzer({}));
    expect(merged.map(({ source, issueCode, path, message }) => ({ source, issueCode, path, message }))).toEqual([
      { source: 'both', issueCode: 'INVALID_ACTION', path: 'Statement[0].Action', message: 'AWS about INVALID_ACTION' },
      {
        source: 'aws',
        issueCode: 'SOME_NEW_CHECK',
        path: 'Statement[0].Resource',
        message: 'AWS about SOME_NEW_CHECK',
      },
      {
        source: 'offline',
        issueCode: 'IT512',
        path: 'Statement[0].Resource',
        message: offline.find(({ issueCode }) => issueCode === 'IT512')!.message,
      },
    ]);
  });

  it('reads every page and sends a trust policy as that of a role', async () => {
    server.requests.length = 0;
    const port = openAccessAnalyzer({});
    await validateOnline(POLICY, 'trust', undefined, [], port);
    expect(server.requests.map(({ action }) => action)).toEqual(['POST /policy/validation', 'POST /policy/validation']);
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({
      policyType: 'RESOURCE_POLICY',
      validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument',
    });
  });

  it('tries again when it is throttled', async () => {
    server.inject({
      service: 'access-analyzer',
      times: 2,
      reply: {
        status: 429,
        headers: { 'x-amzn-errortype': 'ThrottlingException', 'content-type': 'application/json' },
        body: '{}',
      },
    });
    expect(await openAccessAnalyzer({}).validatePolicy(POLICY, 'IDENTITY_POLICY')).toHaveLength(2);
  });

  it('names the permission it lacks', async () => {
    server.inject({
      service: 'access-analyzer',
      times: 1,
      reply: {
        status: 403,
        headers: { 'x-amzn-errortype': 'AccessDeniedException', 'content-type': 'application/json' },
        body: '{}',
      },
    });
    await expect(openAccessAnalyzer({}).validatePolicy(POLICY, 'IDENTITY_POLICY')).rejects.toThrow(
      'AWS refused access-analyzer:ValidatePolicy: the credentials in use lack this permission',
    );
  });

  it('asks the billed checks', async () => {
    const port = openAccessAnalyzer({});
    const wider = POLICY.replace('acme-reports/*', '*');
    expect(await port.checkNoNewAccess(POLICY, POLICY, 'IDENTITY_POLICY')).toMatchObject({
      result: 'PASS',
      reasons: [],
    });
    expect(await port.checkNoNewAccess(POLICY, wider, 'IDENTITY_POLICY')).toMatchObject({
      result: 'FAIL',
      reasons: [{ description: 'New access in the statement with index: 0.', statement: 0 }],
    });
    const access = { actions: ['s3:GetObjekt'] };
    expect(await port.checkAccessNotGranted(POLICY, access, 'IDENTITY_POLICY')).toMatchObject({ result: 'FAIL' });
    expect(await port.checkAccessNotGranted(POLICY, { actions: ['iam:PassRole'] }, 'IDENTITY_POLICY')).toMatchObject({
      result: 'PASS',
    });
    const open = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}';
    expect(await port.checkNoPublicAccess(open, 'AWS::S3::Bucket')).toMatchObject({ result: 'FAIL' });
  });
});
