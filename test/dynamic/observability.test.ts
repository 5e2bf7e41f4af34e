import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCloudTrail } from '../../src/aws/cloudtrail.js';
import { folderSource } from '../../src/dynamic/cloudtrail/files-source.js';
import { collect } from '../../src/dynamic/collect.js';
import { collectionFindings } from '../../src/dynamic/collection-findings.js';
import { sumUpSelectors } from '../../src/dynamic/observability/selectors.js';
import { withSelectors } from '../../src/dynamic/observability/with-selectors.js';
import { type AwsServer, startAwsServer } from '../servers/aws-server.js';
import { cloudtrailHandler } from '../servers/cloudtrail.js';
import { withEnv } from '../servers/with-env.js';
import { fakeCatalog } from './fake-catalog.js';
import { ALL, record, writeLogs } from './records.js';

const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main';
const trail = (selectors: unknown[], logging = true) => ({ arn: ARN, logging, selectors });
const field = (Field: string, ...Equals: string[]) => ({ Field, Equals });

describe('event selectors', () => {
  it.each([
    ['none but management', [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }], true, []],
    [
      'every object',
      [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }],
      true,
      [{ type: 'AWS::S3::Object', all: true }],
    ],
    [
      'every object, in the longer form',
      [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::'] }] }],
      true,
      [{ type: 'AWS::S3::Object', all: true }],
    ],
    [
      'one bucket',
      [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::b/'] }] }],
      true,
      [{ type: 'AWS::S3::Object', all: false }],
    ],
    [
      'writes only',
      [{ ReadWriteType: 'WriteOnly', DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] }],
      false,
      [{ type: 'AWS::Lambda::Function', all: false }],
    ],
    [
      'advanced, whole',
      [
        { FieldSelectors: [field('eventCategory', 'Management')] },
        { FieldSelectors: [field('eventCategory', 'Data'), field('resources.type', 'AWS::DynamoDB::Table')] },
      ],
      true,
      [{ type: 'AWS::DynamoDB::Table', all: true }],
    ],
    [
      'advanced, narrowed',
      [
        {
          FieldSelectors: [
            field('eventCategory', 'Data'),
            field('resources.type', 'AWS::SQS::Queue'),
            field('readOnly', 'true'),
          ],
        },
      ],
      false,
      [{ type: 'AWS::SQS::Queue', all: false }],
    ],
    ['management, left to the default', [{}], true, []],
  ])('%s', (_, selectors, management, data) => {
    expect(sumUpSelectors([trail(selectors)])).toEqual({ trails: [ARN], management, data });
  });

  it.each([
    ['basic', { ReadWriteType: 'All', ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
    [
      'advanced',
      {
        FieldSelectors: [
          field('eventCategory', 'Management'),
          { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
        ],
      },
    ],
  ])('that leave KMS out, %s, say so, unless another trail has it', (_, selector) => {
    const kms = { management: true, excluded: ['kms.amazonaws.com'], data: [] };
    expect(sumUpSelectors([trail([selector])])).toEqual({ trails: [ARN], ...kms });
    expect(sumUpSelectors([trail([selector, {}])])).toEqual({ trails: [ARN], management: true, data: [] });
  });

  it('of a trail that is switched off say nothing', () => {
    expect(sumUpSelectors([trail([{ IncludeManagementEvents: true }], false)])).toEqual({
      trails: [ARN],
      management: false,
      data: [],
    });
  });
});

describe('a source that asks for selectors', () => {
  let server: AwsServer;
  let restore: () => void;
  beforeAll(async () => {
    const selectors = { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }] };
    server = await startAwsServer([cloudtrailHandler({ trails: [{ arn: ARN, name: 'main', selectors }] })]);
    restore = withEnv(server.env);
  });
  afterAll(async () => {
    restore();
    await server.close();
  });

  it('notes them, and warns when data events are not logged', async () => {
    const source = withSelectors(folderSource(writeLogs({ 'a.json': [record()] }), { inProcess: fakeCatalog() }), () =>
      openCloudTrail({}).trails(),
    );
    const result = await collect({ sources: [source], filter: ALL, signal: new AbortController().signal });
    expect(result.usage.sources[0]!.selectors).toEqual({ trails: [ARN], management: true, data: [] });
    expect(result.usage.sources[0]!.events).toEqual({ read: 1, used: 1, skipped: {} });
    expect(collectionFindings(result)).toEqual([{ ruleId: 'IT608', level: 'warning', args: { trail: ARN } }]);
  });
});
