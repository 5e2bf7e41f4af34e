import { openAccessAnalyzer } from '../../src/aws/access-analyzer.js';
import { openAthena } from '../../src/aws/athena.js';
import { openCloudTrail } from '../../src/aws/cloudtrail.js';
import { openIam } from '../../src/aws/iam.js';
import { openIamAccount } from '../../src/aws/iam-account.js';
import { openPolicyGeneration } from '../../src/aws/policy-generation.js';
import { openS3 } from '../../src/aws/s3.js';
import { openUnusedAccess } from '../../src/aws/unused-access.js';
import { accessAdvisorSource } from '../../src/dynamic/access-advisor/source.js';
import { generatedPolicySource } from '../../src/dynamic/access-analyzer/generated-source.js';
import { accessAnalyzerSource } from '../../src/dynamic/access-analyzer/source.js';
import type { ReadRequest } from '../../src/dynamic/evidence-source.js';

/**
 * What each command asks of AWS, as handlers that the pipeline traces through the tool's own source. The event stands for what a user names.
 * Sources that read in threads are entered at their port, since a thread's message is no call that code can be followed through.
 */
interface Asked {
  word: string;
  bucket: string;
  prefix: string;
  from: Date;
  to: Date;
  policy: string;
  signal: AbortSignal;
  request: ReadRequest;
}

export async function trailBucket({ bucket, prefix }: Asked) {
  const s3 = openS3({});
  for await (const folder of s3.listFolders(bucket, prefix))
    for await (const { key } of s3.listObjects(bucket, folder)) {
      await s3.headObject(bucket, key);
      await s3.getObject(bucket, key);
      await s3.streamObject(bucket, key);
    }
}

export async function lookupEvents({ from, to, signal }: Asked) {
  for await (const page of openCloudTrail({}).lookupEvents(from, to, signal)) page.length;
}

export async function accessAdvisor({ word, request }: Asked) {
  for await (const step of accessAdvisorSource(openIam({}), word).read(request)) step.key;
}

/** About roles that are known, Access Advisor is asked without a list of all. */
export async function adviceOnRole({ word, signal }: Asked) {
  const iam = openIam({});
  await iam.lastAccessed(word, 'ACTION_LEVEL', signal);
  await iam.createdAt(word);
}

/** The account says itself when its roles were made. */
export async function accountOnline({ word, signal }: Asked) {
  for await (const page of openIamAccount({}).pages()) page.RoleDetailList.length;
  await openIam({}).lastAccessed(word, 'ACTION_LEVEL', signal);
}

export async function accessAnalyzer({ word, request }: Asked) {
  for await (const step of accessAnalyzerSource(word, openUnusedAccess({})).read(request)) step.key;
}

export async function generatedPolicy({ word, request }: Asked) {
  for await (const step of generatedPolicySource(word, openPolicyGeneration({}), word).read(request)) step.key;
}

export async function athena({ word, signal }: Asked) {
  for await (const page of openAthena({}).rows({ sql: word, database: word, workgroup: word }, signal)) page.length;
}

export async function lake({ word, signal }: Asked) {
  for await (const page of openCloudTrail({}).query(word, signal)) page.length;
}

export const selectors = () => openCloudTrail({}).trails();

export const publicKeys = ({ from, to }: Asked) => openCloudTrail({}).publicKeys(from, to);

export const validatePolicy = ({ policy }: Asked) => openAccessAnalyzer({}).validatePolicy(policy, 'IDENTITY_POLICY');

export const checkNoNewAccess = ({ policy }: Asked) =>
  openAccessAnalyzer({}).checkNoNewAccess(policy, policy, 'IDENTITY_POLICY');

export const checkAccessNotGranted = ({ policy }: Asked) =>
  openAccessAnalyzer({}).checkAccessNotGranted(policy, {}, 'IDENTITY_POLICY');

export const checkNoPublicAccess = ({ policy, word }: Asked) =>
  openAccessAnalyzer({}).checkNoPublicAccess(policy, word);
