import { expect, it } from 'vitest';
import { isUnauthenticated, outcomeOf } from '../../../src/dynamic/aggregate/outcome.js';

it.each([
  'AccessDenied',
  'AccessDeniedException',
  'accessDenied',
  'Client.UnauthorizedOperation',
  'UnauthorizedOperation',
  'Client.UnauthorizedAccess',
  'VpceAccessDenied',
  'AuthorizationError',
  'AuthorizationErrorException',
  'NotAuthorized',
  'UnauthorizedException',
  'ForbiddenException',
])('%s is no use', (code) => expect([outcomeOf(code), isUnauthenticated(code)]).toEqual(['denied', false]));

it.each([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'Client.RequestExpired',
])('%s says nothing of permissions', (code) => expect(isUnauthenticated(code)).toBe(true));

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
  'KMS.AccessDeniedException',
  'KMSAccessDeniedException',
  'KmsAccessDenied',
  'EC2AccessDeniedException',
  'KMSInvalidStateException',
  'ExpiredIteratorException',
  'EntityAlreadyExists',
  'InvalidTokenForbidden.NotFound',
])('%j is use', (code) => expect([outcomeOf(code), isUnauthenticated(code)]).toEqual(['allowed', false]));
