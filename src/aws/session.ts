import { fromNodeProviderChain } from '@aws-sdk/credential-providers';

/** Whose credentials, and where. Plain data, so that it can be given to a thread. Absent members follow the environment. */
export interface AwsSession {
  profile?: string;
  region?: string;
}

/** What every client of the SDK is constructed with: credentials by the SDK's own chain, five attempts with back-off and jitter. */
export function clientConfig(session: AwsSession) {
  return {
    region: session.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1',
    credentials: fromNodeProviderChain(session.profile === undefined ? {} : { profile: session.profile }),
    maxAttempts: 5,
    retryMode: 'adaptive',
  } as const;
}
