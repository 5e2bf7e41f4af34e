// Writes the report on unused permissions of this account to a bucket, from the usage file that is there.
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { IAMClient, paginateGetAccountAuthorizationDetails } from '@aws-sdk/client-iam';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const iam = new IAMClient({});
const s3 = new S3Client({});
const Bucket = process.env.REPORTS_BUCKET;
const CLI = createRequire(import.meta.url).resolve('iam-tighten/package.json').replace('package.json', 'bin/iam-tighten.js');

export async function handler() {
  await writeFile('/tmp/account.json', JSON.stringify(await authorizationDetails()));
  const usage = await s3.send(new GetObjectCommand({ Bucket, Key: 'input/usage.json' }));
  await pipeline(usage.Body, createWriteStream('/tmp/usage.json'));
  const previous = (await fetchPrevious()) ? ['--previous', '/tmp/previous.json'] : [];
  const { stderr } = await promisify(execFile)(process.execPath, [
    CLI,
    'report',
    ...['--authorization-details', '/tmp/account.json', '--usage', '/tmp/usage.json', ...previous],
    ...['-f', 'html', '-o', '/tmp/report.html', '-f', 'json', '-o', '/tmp/report.json'],
  ]);
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: 'reports/report.html',
      Body: await readFile('/tmp/report.html'),
      ContentType: 'text/html; charset=utf-8',
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket, Key: 'reports/report.json', Body: await readFile('/tmp/report.json') }));
  return stderr.trim();
}

async function authorizationDetails() {
  const all = { RoleDetailList: [], Policies: [] };
  const Filter = ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy'];
  for await (const page of paginateGetAccountAuthorizationDetails({ client: iam }, { Filter })) {
    all.RoleDetailList.push(...page.RoleDetailList);
    all.Policies.push(...page.Policies);
  }
  return all;
}

/** The report of last time, for the trend; there is none the first time. */
async function fetchPrevious() {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'reports/report.json' }));
    await pipeline(Body, createWriteStream('/tmp/previous.json'));
    return true;
  } catch (error) {
    // Who may not list a bucket is told AccessDenied for an object that is not there:
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    if (error.name === 'NoSuchKey' || error.name === 'AccessDenied') return false;
    throw error;
  }
}
