import { accountId } from './account-id.js';
import { arn } from './arn.js';
import { beforeColon } from './before-colon.js';
import { connectionsEndpoint } from './connections-endpoint.js';
import { copySource } from './copy-source.js';
import { eventRule } from './event-rule.js';
import { firstLabel } from './first-label.js';
import { folderOf, prefixOf } from './folder.js';
import { functionName } from './function-name.js';
import { iamPath } from './iam-path.js';
import { idOrName } from './id-or-name.js';
import { aliasOnly, keyOrAlias } from './key-or-alias.js';
import { kmsAliasName } from './kms-alias-name.js';
import { forwardedKmsKey, kmsKey } from './kms-key.js';
import { lastSegment } from './last-segment.js';
import { leadingSlash } from './leading-slash.js';
import { logGroup, logGroupAndBelow } from './log-group.js';
import { lowerCase } from './lower-case.js';
import { modelId } from './model-id.js';
import { nameOrArn } from './name-or-arn.js';
import { onlyArn } from './only-arn.js';
import { parameterPath } from './parameter-path.js';
import { partiqlTable } from './partiql.js';
import { queueUrl } from './queue-url.js';
import { withRevision } from './revision.js';
import { s3Bucket } from './s3-bucket.js';
import { s3BucketOfUri, s3ObjectUri, s3Uri } from './s3-uri.js';
import { secret, secretArn } from './secret.js';
import { secretReference } from './secret-reference.js';
import { sesIdentity } from './ses-identity.js';
import { plainText } from './text.js';
import type { Converter } from './types.js';
import { unqualifiedArn } from './unqualified-arn.js';
import { wafScope } from './waf-scope.js';

/** Converters by the name rules use (`as`). A new one is one file and one line here. */
export const CONVERTERS: { readonly [name: string]: Converter } = {
  'name-or-arn': nameOrArn,
  arn,
  text: plainText,
  'leading-slash': leadingSlash,
  'queue-url': queueUrl,
  secret,
  'secret-arn': secretArn,
  'secret-reference': secretReference,
  'log-group': logGroup,
  'log-group-and-below': logGroupAndBelow,
  function: functionName,
  'kms-key': kmsKey,
  'forwarded-key': forwardedKmsKey,
  'kms-alias': kmsAliasName,
  'parameter-path': parameterPath,
  's3-bucket': s3Bucket,
  's3-uri': s3Uri,
  's3-object-uri': s3ObjectUri,
  's3-bucket-of-uri': s3BucketOfUri,
  folder: folderOf,
  prefix: prefixOf,
  'only-arn': onlyArn,
  'last-segment': lastSegment,
  revision: withRevision,
  'ses-identity': sesIdentity,
  'copy-source': copySource,
  'model-id': modelId,
  partiql: partiqlTable,
  endpoint: connectionsEndpoint,
  'event-rule': eventRule,
  'before-colon': beforeColon,
  'first-label': firstLabel,
  'iam-path': iamPath,
  'unqualified-arn': unqualifiedArn,
  'waf-scope': wafScope,
  'id-or-name': idOrName,
  'lower-case': lowerCase,
  'key-or-alias': keyOrAlias,
  'alias-only': aliasOnly,
  'account-id': accountId,
};
