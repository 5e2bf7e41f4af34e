/** Names of an SDK's own layers over a client; the values are operations of the client, one for each call that the helper makes. */
export interface HelperNames {
  client: string;
  /** Packages and classes, without `@aws-sdk/` and in lower case. */
  layers: readonly string[];
  /** Names without `Command`, in lower case and without underscores. */
  methods: { readonly [method: string]: readonly string[] };
}

const UPLOAD = ['PutObject', 'CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload', 'AbortMultipartUpload'];
const DOWNLOAD = ['HeadObject', 'GetObject'];

/**
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-dynamodb/,
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/DynamoDB/DocumentClient.html,
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-storage/,
 * https://boto3.amazonaws.com/v1/documentation/api/latest/guide/s3.html
 */
export const HELPERS: readonly HelperNames[] = [
  {
    client: 'dynamodb',
    layers: ['lib-dynamodb', 'dynamodb.documentclient', 'documentclient', 'dynamodbdocument', 'dynamodbdocumentclient'],
    methods: {
      batchget: ['BatchGetItem'],
      batchwrite: ['BatchWriteItem'],
      delete: ['DeleteItem'],
      get: ['GetItem'],
      put: ['PutItem'],
      transactget: ['TransactGetItems'],
      transactwrite: ['TransactWriteItems'],
      update: ['UpdateItem'],
    },
  },
  {
    client: 's3',
    layers: ['lib-storage'],
    methods: {
      downloadfile: DOWNLOAD,
      downloadfileobj: DOWNLOAD,
      upload: UPLOAD,
      uploadfile: UPLOAD,
      uploadfileobj: UPLOAD,
    },
  },
];
