import type { Catalog, SdkClient } from '../../catalog/types.js';
import type { SiteRules } from '../parse/sites/site-rules.js';
import { documentMethod } from '../sdk/document-operations.js';

const CLIENT = /^@aws-sdk\/client-([a-z0-9-]+?)(?:\/.*)?$/;
const V2 = /^aws-sdk(?:\/.*)?$/;
/** Packages of the SDK whose functions make or sign requests. */
const HELPER =
  /^@aws-sdk\/(?:lib-(?:dynamodb|storage)|s3-request-presigner|s3-presigned-post|polly-request-presigner|credential-providers?)$/;

/** Methods of v2 clients that call AWS and are no operations. */
const V2_METHODS = new Set([
  'upload',
  'getSignedUrl',
  'getSignedUrlPromise',
  'createPresignedPost',
  'waitFor',
  'makeRequest',
  'send',
]);

/** What the catalog knows about packages and methods, for the inventory. */
export function siteRules(catalog: Catalog): SiteRules {
  return {
    isSdk: (specifier) => CLIENT.test(specifier) || V2.test(specifier) || HELPER.test(specifier),
    isOperation: (specifier, className, method) => {
      if (specifier === '@aws-sdk/lib-dynamodb')
        return className === 'DynamoDBDocument' && documentMethod(method) !== undefined;
      const v3 = CLIENT.exec(specifier)?.[1];
      if (v3) return !className.endsWith('Client') && isMethod(catalog.client(v3), method);
      if (!V2.test(specifier)) return false;
      if (className.endsWith('DocumentClient')) return documentMethod(method) !== undefined;
      const sdk = v2Client(catalog, specifier, className);
      return sdk !== undefined && (V2_METHODS.has(method) || isMethod(sdk, method));
    },
  };
}

const isMethod = (sdk: SdkClient | undefined, method: string): boolean =>
  sdk?.operationOfMethod(method) !== undefined || /^(?:paginate|waitUntil)[A-Z]/.test(method);

function v2Client(catalog: Catalog, specifier: string, className: string): SdkClient | undefined {
  const deep = /^aws-sdk\/clients\/([a-z0-9]+)/.exec(specifier)?.[1];
  return catalog.clientOfV2(deep ?? className);
}

/** Client package a specifier stands for, to tell which import a call goes back to. */
export function clientOfSpecifier(specifier: string): string | undefined {
  const v3 = CLIENT.exec(specifier)?.[1];
  if (v3) return v3;
  return specifier === '@aws-sdk/lib-dynamodb' ? 'dynamodb' : undefined;
}
