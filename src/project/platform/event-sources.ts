import type { Permission } from '../../model/permission.js';
import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import type { EventSource, FunctionSpec } from '../spec.js';
import { destinationPermissions } from './destinations.js';
import { EVENT_SOURCES, MSK_IAM_ACTIONS } from './event-source-table.js';
import { decryptWith } from './key.js';
import { pollerNetwork } from './network.js';
import { ANY, arnOf, implied } from './permission.js';
import type { Resources } from './resources.js';

/** What Lambda's pollers need: reading the source, its key, its secrets, its network, and where failed batches go. */
export const eventSourcePermissions = (spec: FunctionSpec, resources: Resources): Permission[] =>
  spec.eventSources.flatMap((source) => permissionsOf(source, resources));

function permissionsOf(source: EventSource, resources: Resources): Permission[] {
  const facts = EVENT_SOURCES[source.kind];
  if (!facts) return [];
  const { at } = source;
  const reason = `Lambda polls ${facts.noun} with the function's role`;
  const target = source.consumer ? streamOfConsumer(source.source, resources) : source.source;
  const key = encryptionKey(target, resources);
  return [
    ...facts.onSource.map((action) => implied(action, target, at, reason)),
    ...facts.onAny.map((action) => implied(action, ANY, at, reason)),
    ...(facts.listed ?? []).map((action) =>
      likely(implied(action, ANY, at, `${reason} (documented; not tied to one stream)`)),
    ),
    ...(source.consumer
      ? [
          implied(
            'kinesis:SubscribeToShard',
            source.source,
            at,
            'Lambda reads the stream as an enhanced fan-out consumer',
          ),
        ]
      : []),
    ...(facts.via && key
      ? decryptWith(key, resources, at, `${facts.noun} is encrypted with a customer managed key`, facts.via)
      : []),
    ...(source.kmsKey
      ? decryptWith(source.kmsKey, resources, at, 'the filter criteria are encrypted with a customer managed key')
      : []),
    ...(facts.network || source.access.some(({ type }) => type.startsWith('VPC_'))
      ? pollerNetwork(at, `${facts.noun} is in a VPC: Lambda reaches it through network interfaces there`)
      : []),
    ...secretPermissions(source),
    ...(source.kind === 'msk' && !hasSecret(source) ? mskIam(source, resources) : []),
    ...(source.onFailure
      ? destinationPermissions(source.onFailure, resources, 'failed batches go to the on-failure destination')
      : []),
  ];
}

const likely = (permission: Permission): Permission => ({
  ...permission,
  evidence: permission.evidence.map((item) => ({ ...item, strength: 'likely' })),
});

/** Secret of `SourceAccessConfigurations`: https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html */
const isSecret = (type: string): boolean => /AUTH|CERTIFICATE/.test(type);
const hasSecret = (source: EventSource): boolean => source.access.some(({ type }) => isSecret(type));

const secretPermissions = (source: EventSource): Permission[] =>
  source.access
    .filter(({ type }) => isSecret(type))
    .map(({ text, at }) =>
      implied('secretsmanager:GetSecretValue', text, at, 'Lambda logs in to the event source with this secret'),
    );

/** Without a secret Lambda uses the role to log in to a cluster that has IAM authentication. */
function mskIam(source: EventSource, resources: Resources): Permission[] {
  const reason = "Lambda logs in to the MSK cluster with the function's role, because no secret is given";
  return MSK_IAM_ACTIONS.map(([action, type]) =>
    likely(
      implied(
        action,
        type === 'cluster' ? source.source : clusterPart(type, source.source, resources),
        source.at,
        reason,
      ),
    ),
  );
}

/** `arn:…:topic/<cluster name>/<cluster id>/<topic>`: the id is known only after deployment. */
function clusterPart(type: 'topic' | 'group', cluster: Text, resources: Resources): Text {
  const [part] = cluster;
  const declared = part?.kind === 'reference' ? resources[part.target]?.declaredName : undefined;
  const name = declared ?? literal(/:cluster\/([^/]+)/.exec(literalOf(cluster) ?? '')?.[1] ?? '*');
  return arnOf('kafka', literal(`${type}/`), name, literal('/*'));
}

function encryptionKey(source: Text, resources: Resources): Text | undefined {
  const [part] = source;
  return part?.kind === 'reference' && part.targetKind === 'resource'
    ? resources[part.target]?.encryptionKey
    : undefined;
}

/** The stream behind a consumer: its `StreamARN`, or the part of the consumer's ARN before `/consumer/`. */
function streamOfConsumer(consumer: Text, resources: Resources): Text {
  const [part] = consumer;
  const declared = part?.kind === 'reference' ? resources[part.target]?.properties['StreamARN'] : undefined;
  if (declared) return declared;
  const cut = consumer.findIndex((piece) => piece.kind === 'literal' && piece.text.includes('/consumer/'));
  const at = consumer[cut];
  if (at?.kind !== 'literal') return consumer;
  return concatTexts(consumer.slice(0, cut), literal(at.text.slice(0, at.text.indexOf('/consumer/'))));
}
