import { expect, it } from 'vitest';
import { callsOf, trace } from '../trace-helper.js';

it('merges parameters bound to a v2 client into everything the client does', () => {
  const code = `const AWS = require('aws-sdk');
const s3 = new AWS.S3({ params: { Bucket: 'b' } });
const doc = new AWS.DynamoDB.DocumentClient({ service: new AWS.DynamoDB({ params: { TableName: 't' } }) });
exports.handler = async () => {
  await s3.getObject({ Key: 'plain' }).promise();
  await s3.upload({ Key: 'upload' }, { leavePartsOnError: true }).promise();
  s3.getSignedUrl('getObject', { Key: 'signed' });
  await s3.getSignedUrlPromise('putObject', { Key: 'promised' });
  s3.createPresignedPost({ Fields: { key: 'post' } }, () => {});
  await s3.waitFor('bucketExists').promise();
  await s3.waitFor('objectExists', { Bucket: 'own', Key: 'k' }).promise();
  await new AWS.S3.ManagedUpload({ service: s3, params: { Key: 'managed' }, leavePartsOnError: true }).promise();
  s3.listObjectsV2((error, data) => {});
  await doc.get({ Key: {} }).promise();
};`;
  expect(callsOf(trace({ 'index.js': code }))).toEqual([
    'dynamodb:GetItem {TableName:t,Key:{}}',
    's3:GetObject {Bucket:b,Key:plain}',
    's3:GetObject {Bucket:b,Key:signed}',
    's3:HeadBucket {Bucket:b}',
    's3:HeadObject {Bucket:own,Key:k}',
    's3:ListObjectsV2 {Bucket:b}',
    's3:PutObject {Bucket:b,Key:managed}',
    's3:PutObject {Bucket:b,Key:post}',
    's3:PutObject {Bucket:b,Key:promised}',
    's3:PutObject {Bucket:b,Key:upload}',
  ]);
});
