import type { ExternalValue, Value } from '../interpret/value.js';
import { chargeWith, frozenInput } from './charge.js';
import { type ClientConfig, clientFacts } from './client-facts.js';
import { sendCommands } from './command.js';
import { externalFunction } from './external.js';
import { namespaceOf } from './namespace.js';
import { postInput } from './presigned-post.js';
import { alternativesWithin, unknownValue } from './values.js';

/** The configuration of the client given to a helper; own role and region when it is not known. */
export const configOf = (client: Value | undefined): ClientConfig =>
  alternativesWithin(client).flatMap((one) => clientFacts(one) ?? [])[0]?.config ?? {};

/**
 * Whoever uses a presigned URL acts with the signer's permissions, so signing needs what sending needs.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
 */
const getSignedUrl = externalFunction('s3-request-presigner.getSignedUrl', (args, context) => {
  sendCommands(context, args[1], configOf(args[0]), 'getSignedUrl(…)', 'presigned url');
  return unknownValue('a presigned URL', context.at);
});

const createPresignedPost = externalFunction('s3-presigned-post.createPresignedPost', (args, context) => {
  const client = { client: 's3', config: configOf(args[0]) };
  chargeWith(context, client, { operation: 'PutObject', input: postInput(context, args[1]), form: 'presigned post' });
  return unknownValue('a presigned POST', context.at);
});

/** https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-polly-request-presigner/ */
const getSynthesizeSpeechUrl = externalFunction('polly-request-presigner.getSynthesizeSpeechUrl', (args, context) => {
  const options = args[0];
  const client = { client: 'polly', config: configOf(options && context.get(options, 'client')) };
  const input = frozenInput(context, options && context.get(options, 'params'));
  chargeWith(context, client, { operation: 'SynthesizeSpeech', input, form: 'presigned url' });
  return unknownValue('a presigned URL', context.at);
});

const one = (specifier: string, name: string, value: Value): ExternalValue =>
  namespaceOf(specifier, (asked) => (asked === name ? value : undefined), [name]);

/** Packages that sign requests somebody else will send. */
export const presignerNamespaces = (): readonly ExternalValue[] => [
  one('@aws-sdk/s3-request-presigner', 'getSignedUrl', getSignedUrl),
  one('@aws-sdk/s3-presigned-post', 'createPresignedPost', createPresignedPost),
  one('@aws-sdk/polly-request-presigner', 'getSynthesizeSpeechUrl', getSynthesizeSpeechUrl),
];
