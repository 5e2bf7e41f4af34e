import type { AwsHandler } from './aws-server.js';
import { queryService } from './protocols.js';

/** STS over the Query protocol: who is calling, and credentials of another role. */
export const stsHandler = (account = '111122223333'): AwsHandler =>
  queryService('sts', 'https://sts.amazonaws.com/doc/2011-06-15/', {
    GetCallerIdentity: (_, { accessKey }) =>
      `<Arn>arn:aws:iam::${account}:user/${accessKey}</Arn><UserId>AIDAEXAMPLE</UserId><Account>${account}</Account>`,
    AssumeRole: (form) =>
      `<Credentials><AccessKeyId>ASIA${form.get('RoleArn')?.split('/').at(-1)}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`,
  });
