// Writes the report on unused permissions of this account to a bucket: policies from IAM, use from Access Advisor, and from the usage file of a
// `collect` if there is one. What the command asks of AWS is kept in iam-tighten.json: it runs beside this code, which does not show it.
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});
const Bucket = process.env.REPORTS_BUCKET;
const CLI = createRequire(import.meta.url).resolve('iam-tighten/package.json').replace('package.json', 'bin/iam-tighten.js');

export async function handler() {
  const usage = (await fetchTo('input/usage.json', '/tmp/usage.json')) ? ['--usage', '/tmp/usage.json'] : [];
  const previous = (await fetchTo('reports/report.json', '/tmp/previous.json')) ? ['--previous', '/tmp/previous.json'] : [];
  const { stderr } = await promisify(execFile)(process.execPath, [
    CLI,
    'report',
    ...['--online', ...usage, ...previous],
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

/** Whether there is such an object; if so, it is in the file now. */
async function fetchTo(Key, file) {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    await pipeline(Body, createWriteStream(file));
    return true;
  } catch (error) {
    // Who may not list a bucket is told AccessDenied for an object that is not there:
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    if (error.name === 'NoSuchKey' || error.name === 'AccessDenied') return false;
    throw error;
  }
}
