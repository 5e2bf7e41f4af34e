import type { Argument } from '../../model/argument.js';
import type { TextPart } from '../../model/text.js';
import type { CallContext, Value } from '../interpret/value.js';
import { frozenInput } from './charge.js';

/**
 * Form fields of a POST upload → the PutObject member that asks for the same permission.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
const FIELD_MEMBER: { readonly [field: string]: string } = {
  acl: 'ACL',
  tagging: 'Tagging',
  'x-amz-server-side-encryption': 'ServerSideEncryption',
  'x-amz-server-side-encryption-aws-kms-key-id': 'SSEKMSKeyId',
  'x-amz-object-lock-mode': 'ObjectLockMode',
  'x-amz-object-lock-legal-hold': 'ObjectLockLegalHoldStatus',
};

/** The PutObject input that `createPresignedPost(client, { Bucket, Key, Fields })` allows; v2's options are the same but for `Fields.key`. */
export function postInput(context: CallContext, options: Value | undefined): Argument {
  return inputOf(frozenInput(context, options));
}

function inputOf(options: Argument): Argument {
  if (options.kind === 'choice') return { kind: 'choice', of: options.of.map(inputOf) };
  if (options.kind !== 'object') return options;
  const fields = options.members['Fields'];
  const given = fields?.kind === 'object' ? fields.members : {};
  const Bucket = options.members['Bucket'];
  const Key = options.members['Key'] ?? given['key'] ?? given['Key'];
  const members: { [name: string]: Argument } = { ...(Bucket && { Bucket }), ...(Key && { Key: withUploadName(Key) }) };
  for (const [field, value] of Object.entries(given)) {
    const member = FIELD_MEMBER[field.toLowerCase()];
    if (member) members[member] = value;
  }
  return { kind: 'object', members, ...(options.open && { open: options.open }) };
}

/** S3 puts the name of the uploaded file where the key says `${filename}`: any text can stand there. */
function withUploadName(key: Argument): Argument {
  if (key.kind === 'choice') return { kind: 'choice', of: key.of.map(withUploadName) };
  if (key.kind !== 'text') return key;
  const text = key.text.flatMap((part): TextPart[] => {
    if (part.kind !== 'literal') return [part];
    return part.text.split(/(\$\{filename\})/).flatMap((piece): TextPart[] => {
      if (piece === '${filename}') return [{ kind: 'unknown', reason: 'the name of the uploaded file' }];
      return piece === '' ? [] : [{ kind: 'literal', text: piece }];
    });
  });
  return { kind: 'text', text };
}
