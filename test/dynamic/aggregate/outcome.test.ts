import { expect, it } from 'vitest';
import { outcomeOf } from '../../../src/dynamic/aggregate/outcome.js';

it.each([
  'AccessDenied',
  'AccessDeniedException',
  'accessDenied',
  'Client.UnauthorizedOperation',
  'UnauthorizedOperation',
  'Client.UnauthorizedAccess',
  'KMS.AccessDeniedException',
  'KMSAccessDeniedException',
  'KmsAccessDenied',
  'VpceAccessDenied',
  'EC2AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
  'NotAuthorized',
  'UnauthorizedException',
  'ForbiddenException',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
])('%s is no use', (code) => expect(outcomeOf(code)).toBe('denied'));

it.each([
  '',
  'NoSuchKey',
  'NoSuchBucketPolicy',
  'ThrottlingException',
  'ValidationException',
  'ResourceNotFoundException',
  'ConditionalCheckFailedException',
  'Client.InvalidVpcID.NotFound',
  'Client.DryRunOperation',
  'NotAuthorizedException',
  'KMSInvalidStateException',
  'ExpiredIteratorException',
  'EntityAlreadyExists',
  'InvalidTokenForbidden.NotFound',
])('%j is use', (code) => expect(outcomeOf(code)).toBe('allowed'));
