import { UserError } from '../model/user-error.js';

/**
 * Codes by which AWS says that the caller has no, old or too weak credentials.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
const DENIED = /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|NotAuthorized|Forbidden|AuthorizationError)$/;
const EXPIRED = /^(?:ExpiredToken(?:Exception)?|RequestExpired|TokenRefreshRequired)$/;
const INVALID =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidAccessKeyId|MissingAuthenticationToken(?:Exception)?|CredentialsProviderError)$/;

/**
 * Runs one call. Failures that the user can mend come out as `UserError`: a missing permission is named as `action` (an IAM action),
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

function explain(action: string, error: unknown, known: { [code: string]: string }): UserError | undefined {
  const code = codeOf(error);
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (code in known) return new UserError(known[code]!);
  if (DENIED.test(code) || (status === 403 && !EXPIRED.test(code) && !INVALID.test(code))) {
    return new UserError(`AWS refused ${action}: the credentials in use lack this permission`, {
      advice: `allow ${action} for the caller, or use another --profile`,
    });
  }
  if (EXPIRED.test(code)) {
    return new UserError(`the AWS credentials in use have expired (asked for ${action})`, {
      advice: 'sign in again, then repeat the command',
    });
  }
  if (INVALID.test(code)) {
    return new UserError(`no valid AWS credentials (asked for ${action})`, {
      advice: 'sign in (aws sso login, aws configure), or name a profile with --profile',
    });
  }
  const system = (error as NodeJS.ErrnoException).code;
  if (system === 'ECONNREFUSED' || system === 'ENOTFOUND' || system === 'EAI_AGAIN') {
    return new UserError(`cannot reach AWS for ${action} (${system})`, { advice: 'check the network and the region' });
  }
  if (
    /Throttl|TooManyRequests|SlowDown|ServiceUnavailable|RequestLimitExceeded|InternalError/i.test(code) ||
    (status ?? 0) >= 500
  ) {
    return new UserError(`AWS did not answer ${action} after several attempts (${code || status})`, {
      advice: 'try again later; --resume-state keeps what was read',
    });
  }
  return undefined;
}
