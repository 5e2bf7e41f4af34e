import { describe, expect, it } from 'vitest';
import { openCatalog, suggestNames } from '../../src/catalog/index.js';

const catalog = openCatalog();

describe('names that a mistyped one may stand for', () => {
  it.each([
    ['action', 's3:GetObjct', ['s3:GetObject']],
    ['action', 'dynamodb:getitme', ['dynamodb:GetItem']],
    ['action', 'dynamdb:PutItem', ['dynamodb:PutItem']],
    ['action', 's3:HeadObject', ['s3:GetObject']],
    ['action', 's3:Completely', []],
    ['action', 'GetObject', []],
    ['operation', 'sqs:SendMesage', ['sqs:SendMessage']],
    ['operation', 'cognito-idp:AdminGetUsr', ['cognito-identity-provider:AdminGetUser']],
    ['operation', 'nothing-like-it:GetObject', []],
  ] as const)('%s %s', (kind, name, expected) => {
    expect(suggestNames(kind, name, catalog)).toEqual(expected);
  });
});
