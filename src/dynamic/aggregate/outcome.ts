import type { Usage } from '../../model/usage.js';

/**
 * Error codes by which services say "not authorised". EC2 and the services of its query protocol use `Client.UnauthorizedOperation`,
 * others `AccessDenied` or `AccessDeniedException`.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html (errorCode) and
 * https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html (queries for denied calls).
 */
const DENIED =
  /^(?:client\.)?(?:accessdenied(?:exception)?|.*unauthorizedoperation.*|notauthorized|unauthorizedaccess)$/i;

/** No error, or an error after authorisation (NoSuchKey, Throttling, ValidationException …): the permission was used. */
export const outcomeOf = (errorCode: string): Usage['outcome'] =>
  errorCode !== '' && DENIED.test(errorCode) ? 'denied' : 'allowed';
