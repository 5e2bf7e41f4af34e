import type { Usage } from '../../model/usage.js';

/**
 * Codes of a call that was let in and failed by what somebody else may not do: the key behind a queue or a topic, the role of an invoked function.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors (KMSAccessDeniedException, EC2AccessDeniedException) and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html#API_SendMessage_Errors (KmsAccessDenied)
 */
const LET_IN = /^(?:KMS\.?|EC2)AccessDenied(?:Exception)?$/i;

/**
 * Error codes by which services say "not authorised", without the prefix of their protocol (`Client.`) and without `Exception`. Most say
 * AccessDenied; EC2 UnauthorizedOperation; SNS and the older query services AuthorizationError or NotAuthorized; the IoT data plane and Amazon MQ
 * Unauthorized or Forbidden; VPC endpoints VpceAccessDenied. `NotAuthorizedException` is what user pools say of a wrong password, so it is not here.
 * Sources: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html (errorCode),
 * https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html (queries for denied calls),
 * https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html, https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_Publish.html
 */
const DENIED =
  /^(?:(?:\w+\.)?(?:\w*accessdenied|\w*unauthorizedoperation|authorizationerror|unauthorizedaccess|unauthorized|forbidden)(?:exception)?|notauthorized)$/i;

/**
 * Codes of requests that no caller stands behind: a wrong, expired or missing signature. They were turned away before any permission was looked at.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const UNAUTHENTICATED =
  /^(?:client\.)?(?:expiredtoken|invalidtoken|invalidclienttokenid|unrecognizedclient|signaturedoesnotmatch|invalidsignature|incompletesignature|missingauthenticationtoken|invalidaccesskeyid|requestexpired|requesttimetooskewed|authfailure)(?:exception)?$/i;

/** True when the call was turned away because nobody could tell who made it. */
export const isUnauthenticated = (errorCode: string): boolean => errorCode !== '' && UNAUTHENTICATED.test(errorCode);

/** No error, or an error after authorisation (NoSuchKey, Throttling, ValidationException …): the permission was used. */
export const outcomeOf = (errorCode: string): Usage['outcome'] =>
  errorCode !== '' && DENIED.test(errorCode) && !LET_IN.test(errorCode) ? 'denied' : 'allowed';
