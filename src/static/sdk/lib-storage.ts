import type { Argument } from '../../model/argument.js';
import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { chargeWith, frozenInput, reportPart } from './charge.js';
import { type ClientConfig, clientFacts } from './client-facts.js';
import { external, externalFunction } from './external.js';
import { namespaceOf } from './namespace.js';
import { outputOf, runCallbacks } from './output.js';
import { alternativesWithin, isUndefined, memberOf, objectValue, siteOf, unknownValue } from './values.js';

/**
 * `@aws-sdk/lib-storage`: `new Upload({ client, params, tags })` puts the object in one or many parts.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-lib-storage/
 */
export function storageNamespace(): ExternalValue {
  const upload: ExternalValue = external('Upload', 'class:lib-storage:Upload', {
    construct: (args, context) => constructUpload(args[0], context),
    extend: () => upload,
  });
  return namespaceOf('@aws-sdk/lib-storage', (name) => (name === 'Upload' ? upload : undefined), ['Upload']);
}

function constructUpload(options: Value | undefined, context: CallContext): Value {
  const client = alternativesWithin(memberOf(context, options, 'client')).flatMap((one) => clientFacts(one) ?? [])[0];
  chargeManagedUpload(context, client?.config ?? {}, {
    params: memberOf(context, options, 'params'),
    tags: memberOf(context, options, 'tags'),
    leavePartsOnError: memberOf(context, options, 'leavePartsOnError'),
    form: 'managed upload',
  });
  return uploadValue(`upload:${siteOf(context.at)}`, context);
}

/** An upload under way: `done`, `abort`, `on`, and v2's `promise` and `send`. */
export function uploadValue(key: string, created: CallContext): ExternalValue {
  const output = outputOf(
    { client: 's3', operation: 'PutObject', input: { kind: 'unknown', reason: 'an upload' } },
    created,
  );
  const self: ExternalValue = external('Upload', key, {
    get: (property) => {
      if (property === 'on' || property === 'off' || property === 'once') {
        return externalFunction(`${key}.${property}`, (args, context) => {
          runCallbacks(args, unknownValue('upload progress', context.at), context);
          return self;
        });
      }
      if (property === 'done' || property === 'promise' || property === 'send' || property === 'abort') {
        return externalFunction(`${key}.${property}`, (args, context) => {
          runCallbacks(args, output, context);
          if (property === 'send')
            reportPart(context, '.send(…)', 'it starts an upload that is charged where it is built');
          return output;
        });
      }
      return undefined;
    },
  });
  return self;
}

export interface ManagedUpload {
  params: Value | undefined;
  tags: Value | undefined;
  leavePartsOnError?: Value | undefined;
  form: string;
}

/**
 * What a managed upload may call: PutObject for small bodies, the multipart operations (authorised as PutObject) for big ones,
 * AbortMultipartUpload when a part fails, PutObjectTagging when tags are given. With a key of one's own, parts also need kms:Decrypt, which
 * CreateMultipartUpload stands for.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export function chargeManagedUpload(context: CallContext, config: ClientConfig, upload: ManagedUpload): void {
  const input = frozenInput(context, upload.params);
  const { form } = upload;
  const client = { client: 's3', config };
  chargeWith(context, client, { operation: 'PutObject', input, form });
  if (memberOf(context, upload.params, 'SSEKMSKeyId'))
    chargeWith(context, client, { operation: 'CreateMultipartUpload', input, form });
  const object = (extra: { [name: string]: Argument } = {}) => subjectOf(input, extra);
  if (!isTrue(upload.leavePartsOnError))
    chargeWith(context, client, { operation: 'AbortMultipartUpload', input: object(), form });
  if (upload.tags && !isUndefined(upload.tags)) {
    const tags = objectValue(`tagging@${siteOf(context.at)}`, { TagSet: upload.tags });
    chargeWith(context, client, {
      operation: 'PutObjectTagging',
      input: object({ Tagging: context.toArgument(tags) }),
      form,
    });
  }
}

const isTrue = (value: Value | undefined): boolean => value?.kind === 'constant' && value.value === true;

/** Bucket and Key of an input, in each of the ways it can be, with further members. */
function subjectOf(input: Argument, extra: { [name: string]: Argument }): Argument {
  if (input.kind === 'choice') return { kind: 'choice', of: input.of.map((one) => subjectOf(one, extra)) };
  if (input.kind !== 'object') return input;
  const { Bucket, Key } = input.members;
  const members = { ...(Bucket && { Bucket }), ...(Key && { Key }), ...extra };
  return { kind: 'object', members, ...(input.open && (!Bucket || !Key) && { open: input.open }) };
}
