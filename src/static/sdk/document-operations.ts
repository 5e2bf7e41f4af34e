/**
 * What the document clients call an operation → the API's name. `DynamoDBDocument` and v2's `DocumentClient` use the lower-case word as
 * method, lib-dynamodb's commands are `<Word>Command`.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/,
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/DynamoDB/DocumentClient.html
 */
const API_NAME: { readonly [word: string]: string | undefined } = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Query: 'Query',
  Scan: 'Scan',
  BatchGet: 'BatchGetItem',
  BatchWrite: 'BatchWriteItem',
  TransactGet: 'TransactGetItems',
  TransactWrite: 'TransactWriteItems',
  ExecuteStatement: 'ExecuteStatement',
  BatchExecuteStatement: 'BatchExecuteStatement',
  ExecuteTransaction: 'ExecuteTransaction',
};

export const documentWords: readonly string[] = Object.keys(API_NAME);

/** API operation of a document word (`BatchGet` → `BatchGetItem`). */
export const documentOperation = (word: string): string | undefined =>
  Object.hasOwn(API_NAME, word) ? API_NAME[word] : undefined;

/** API operation of a document method (`batchGet` → `BatchGetItem`). */
export const documentMethod = (method: string): string | undefined =>
  /^[a-z]/.test(method) ? documentOperation(method.charAt(0).toUpperCase() + method.slice(1)) : undefined;
