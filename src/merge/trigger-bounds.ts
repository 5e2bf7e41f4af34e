import { servicePrefixOf } from '../model/action.js';
import type { Trigger } from '../model/function.js';
import { concatTexts, type Text, type TextPart } from '../model/text.js';

/**
 * Where events carry the name of the resource that sent them. When code takes the name from there, the template's trigger says which
 * resource it can be. One row per event shape; the shapes are documented at
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html and, for S3 through EventBridge, at
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html.
 */
const EVENT_SHAPES: readonly { trigger: string; prefix: string; source: RegExp }[] = [
  { trigger: 's3', prefix: 's3', source: /^event\.Records\[\]\.s3\.bucket\.(name|arn)$/ },
  { trigger: 's3', prefix: 's3', source: /^event\.detail\.bucket\.name$/ },
  { trigger: 's3', prefix: 's3', source: /^event\.detail\.requestParameters\.bucketName$/ },
  { trigger: 'sqs', prefix: 'sqs', source: /^event\.Records\[\]\.eventSourceARN$/ },
  { trigger: 'sns', prefix: 'sns', source: /^event\.Records\[\]\.Sns\.TopicArn$/ },
  { trigger: 'websocket', prefix: 'execute-api', source: /^event\.requestContext\.(apiId|domainName)$/ },
];

/** Narrows the first unknown part of a resource to the one resource that can trigger the function; `bound` names it. */
export function boundByTrigger(
  resource: Text,
  action: string,
  triggers: readonly Trigger[],
): { resource: Text; bound?: string } {
  const index = resource.findIndex((part) => part.kind === 'unknown');
  const hole = resource[index];
  if (hole?.kind !== 'unknown' || !hole.source) return { resource };
  const source = hole.source.replace(/\[\d+\]/g, '[]');
  const prefix = servicePrefixOf(action);
  const shape = EVENT_SHAPES.find((row) => row.prefix === prefix && row.source.test(source));
  if (!shape) return { resource };
  const sources = triggers.filter((trigger) => trigger.kind === shape.trigger).map((trigger) => trigger.source);
  const only = sources.length === 1 ? sources[0]?.[0] : undefined;
  if (only?.kind !== 'reference') return { resource };
  return { resource: replaceHead(resource, index, only), bound: only.target };
}

/** `arn:…:::*` + `/*` with the hole as the resource's name becomes `${Bucket.Arn}/*`: all fields before the name go with it. */
function replaceHead(resource: Text, index: number, reference: TextPart & { kind: 'reference' }): Text {
  const arn: TextPart = { ...reference, attribute: 'Arn' };
  return concatTexts([arn], resource.slice(index + 1));
}
