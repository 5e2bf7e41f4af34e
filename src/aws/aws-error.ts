import { UserError } from '../model/user-error.js';

/**
 * Codes by which AWS says that the caller has no, old or too weak credentials.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const DENIED = /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|NotAuthorized|Forbidden|AuthorizationError)$/;
const EXPIRED = /^(?:ExpiredToken(?:Exception)?|RequestExpired|TokenRefreshRequired)$/;
const INVALID =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidAccessKeyId|MissingAuthenticationToken(?:Exception)?|CredentialsProviderError)$/;

/** What the network says after the last attempt of the SDK. */
const UNREACHABLE =
  /^(?:E(?:CONNREFUSED|CONNRESET|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|PROTO)|TimeoutError)$/;

/** What a call failed by: `known` are the codes that its caller has sentences for, `busy` is throttling and faults of AWS. */
type AwsFailure = 'denied' | 'expired' | 'invalid' | 'unreachable' | 'busy' | 'known';

/** A failure of AWS that the user can mend. The reader of many things may go on after some kinds of it. */
export class AwsError extends UserError {
  constructor(
    readonly failure: AwsFailure,
    message: string,
    advice?: string,
  ) {
    super(message, advice === undefined ? {} : { advice });
  }
}

/**
 * Runs one call. Failures that the user can mend come out as `AwsError`: a missing permission is named as `action` (an IAM action),
 * credentials are told apart by missing, expired and refused. `known` maps further codes of the call to sentences.
 */
export async function callAws<T>(
  action: string,
  call: () => Promise<T>,
  known: { [code: string]: string } = {},
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw explain(action, error, known) ?? error;
  }
}

/** The code of an SDK error: `AccessDenied`, `NoSuchEntity`, `ThrottlingException` … */
const codeOf = (error: unknown): string => {
  const { name, Code } = error as { name?: string; Code?: string };
  return name && name !== 'Error' && name !== 'UnknownError' ? name : (Code ?? '');
};

function explain(action: string, error: unknown, known: { [code: string]: string }): AwsError | undefined {
  const code = codeOf(error);
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (Object.hasOwn(known, code)) return new AwsError('known', known[code]!);
  if (DENIED.test(code) || (status === 403 && !EXPIRED.test(code) && !INVALID.test(code))) {
    return new AwsError(
      'denied',
      `AWS refused ${action}: the credentials in use lack this permission`,
      `allow ${action} for the caller, or use another --profile`,
    );
  }
  if (EXPIRED.test(code)) {
    return new AwsError(
      'expired',
      `the AWS credentials in use have expired (asked for ${action})`,
      'sign in again, then repeat the command',
    );
  }
  if (INVALID.test(code)) {
    return new AwsError(
      'invalid',
      `no valid AWS credentials (asked for ${action})`,
      'sign in (aws sso login, aws configure), or name a profile with --profile',
    );
  }
  const system = (error as NodeJS.ErrnoException).code;
  if (UNREACHABLE.test(system ?? code)) {
    return new AwsError(
      'unreachable',
      `cannot reach AWS for ${action} (${system ?? code})`,
      'check the network and the region',
    );
  }
  if (
    /Throttl|TooManyRequests|SlowDown|ServiceUnavailable|RequestLimitExceeded|InternalError/i.test(code) ||
    (status ?? 0) >= 500
  ) {
    return new AwsError(
      'busy',
      `AWS did not answer ${action} after several attempts (${code || status})`,
      'try again later; with --resume-state, collect keeps what was read',
    );
  }
  return undefined;
}
