import type { SourceLocation } from '../../../model/location.js';
import { alternativesOf, type Text, writtenOut } from '../../../model/text.js';
import { KIND_OF_SOURCE } from '../../platform/event-source-table.js';
import type { EventSource, LocatedText } from '../../spec.js';
import { child, itemsOf, locationOf, scalarOf, type TemplateNode } from '../../template/node.js';
import { at as nodeAt } from '../deployed-resource.js';
import type { Expressions } from '../expressions.js';

/**
 * Event sources of one mapping; several when a condition chooses the source.
 * @param kind key of the event source table; undefined to tell it from the ARN
 */
export function eventSourcesOf(
  properties: TemplateNode | undefined,
  arn: Text | undefined,
  kind: string | undefined,
  evaluator: Expressions,
  at: SourceLocation,
): EventSource[] {
  const selfManaged = child(properties, 'SelfManagedEventSource') ?? child(properties, 'KafkaBootstrapServers');
  const shared = {
    at,
    access: itemsOf(child(properties, 'SourceAccessConfigurations')).flatMap((item) => {
      const text = evaluator.text(child(item, 'URI'));
      return text ? [{ type: scalarOf(child(item, 'Type')) ?? '', text, at: locationOf(item) }] : [];
    }),
    ...optional('onFailure', failureTarget(properties, evaluator)),
    ...optional('kmsKey', evaluator.text(child(properties, 'KmsKeyArn'))),
  };
  return alternativesOf(arn ?? []).map((source) => ({
    ...shared,
    source,
    kind: selfManaged ? 'kafka' : (kind ?? kindOfSource(source) ?? hintedKind(properties) ?? 'unknown'),
    consumer: isConsumer(source),
  }));
}

const optional = <K extends string, V>(key: K, value: V | undefined): { [name in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [name in K]?: V });

function failureTarget(properties: TemplateNode | undefined, evaluator: Expressions): LocatedText | undefined {
  const node = nodeAt(properties, 'DestinationConfig.OnFailure');
  const destination = child(node, 'Destination');
  const text = evaluator.text(destination);
  const service = scalarOf(child(node, 'Type'))?.toLowerCase();
  return text && destination ? { text, at: locationOf(destination), ...(service && { service }) } : undefined;
}

/** From the type of the resource referred to, or the service of the ARN. */
function kindOfSource(source: Text): string | undefined {
  const [first] = source;
  if (first?.kind === 'reference' && first.targetType) return KIND_OF_SOURCE[first.targetType];
  return KIND_OF_SOURCE[/^arn:[^:]*:([a-z0-9-]+):/.exec(writtenOut(source))?.[1] ?? ''];
}

/** What only one kind of source has, for ARNs that are parameters. */
function hintedKind(properties: TemplateNode | undefined): string | undefined {
  if (child(properties, 'Queues')) return 'mq';
  if (child(properties, 'Topics')) return 'msk';
  if (child(properties, 'DocumentDBEventSourceConfig')) return 'documentdb';
  if (child(properties, 'ScalingConfig')) return 'sqs';
  return undefined;
}

function isConsumer(source: Text): boolean {
  const [first] = source;
  return (
    (first?.kind === 'reference' && first.targetType === 'AWS::Kinesis::StreamConsumer') ||
    source.some((part) => part.kind === 'literal' && part.text.includes('/consumer/'))
  );
}
