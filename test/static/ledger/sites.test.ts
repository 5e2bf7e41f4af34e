import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/open.js';
import { siteRules } from '../../../src/static/inventory/rules.js';
import { parseSource } from '../../../src/static/parse/parse-source.js';
import { collectSites } from '../../../src/static/parse/sites/index.js';

const rules = siteRules(openCatalog());

const sitesOf = (text: string, file = 'index.ts'): string[] =>
  collectSites(parseSource(file, text).source, rules).sites.map(
    (site) => `${site.location.line} ${site.kind} ${site.name}`,
  );

describe('the inventory of SDK sites', () => {
  it('counts a sent command once', () => {
    expect(
      sitesOf(`import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
        const s3 = new S3Client({});
        s3.send(new GetObjectCommand({ Bucket: 'a', Key: 'k' }));
        const command = new GetObjectCommand({ Bucket: 'b', Key: 'k' });
        s3.send(command);`),
    ).toEqual([
      '1 import @aws-sdk/client-s3',
      '3 command GetObjectCommand',
      '4 command GetObjectCommand',
      '5 send send',
    ]);
  });

  it('sees every form of import', () => {
    expect(
      sitesOf(`const { GetObjectCommand: Get } = require('@aws-sdk/client-s3');
        const S3 = require('@aws-sdk/client-s3');
        import X = require('@aws-sdk/client-s3');
        import * as lib from '@aws-sdk/client-s3';
        const { PutObjectCommand: Put } = lib;
        export * from '@aws-sdk/client-sns';
        import type { SQSClient } from '@aws-sdk/client-sqs';
        new Get({}); new S3.GetObjectCommand({}); new X.GetObjectCommand({}); new Put({});
        const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
        new HeadObjectCommand({});`),
    ).toEqual([
      '1 import @aws-sdk/client-s3',
      '2 import @aws-sdk/client-s3',
      '3 import @aws-sdk/client-s3',
      '4 import @aws-sdk/client-s3',
      '6 import @aws-sdk/client-sns',
      '8 command GetObjectCommand',
      '8 command GetObjectCommand',
      '8 command GetObjectCommand',
      '8 command PutObjectCommand',
      '9 import @aws-sdk/client-s3',
      '10 command HeadObjectCommand',
    ]);
  });

  it('knows clients by construction, wrapper, field and type, and leaves other receivers out', () => {
    expect(
      sitesOf(`import { S3, SQS } from '@aws-sdk/client-s3';
        import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
        const s3 = new S3({});
        const traced = tracer.captureAWSv3Client(new S3({}));
        const doc = DynamoDBDocument.from(x);
        class Repo { store = new S3({}); constructor(private readonly other: S3) {} run() { this.store.getObject({}); this.other.headObject({}); } }
        s3.listBuckets(); traced.putObject({}); doc.put({}); doc.putItem({});
        const map = new Map(); map.deleteBucket('x'); res.send('body'); s3.destroy();`),
    ).toEqual([
      '1 import @aws-sdk/client-s3',
      '2 import @aws-sdk/lib-dynamodb',
      '6 method getObject',
      '6 method headObject',
      '7 method listBuckets',
      '7 method putObject',
      '7 method put',
    ]);
  });

  it('counts version 2, helpers and uploads', () => {
    expect(
      sitesOf(
        `const AWS = require('aws-sdk');
        const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');
        const { Upload } = require('@aws-sdk/lib-storage');
        const { paginateScan } = require('@aws-sdk/client-dynamodb');
        const s3 = new AWS.S3();
        const doc = new AWS.DynamoDB.DocumentClient();
        s3.upload({}).promise(); doc.get({}).promise(); new AWS.SNS().publish({}).promise();
        getSignedUrl(c, cmd); new Upload({}); paginateScan({}, {});`,
        'index.js',
      ),
    ).toEqual([
      '1 import aws-sdk',
      '2 import @aws-sdk/s3-request-presigner',
      '3 import @aws-sdk/lib-storage',
      '4 import @aws-sdk/client-dynamodb',
      '7 method upload',
      '7 method get',
      '7 method publish',
      '8 helper getSignedUrl',
      '8 helper Upload',
      '8 helper paginateScan',
    ]);
  });
});
