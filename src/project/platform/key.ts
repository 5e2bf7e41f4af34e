import type { SourceLocation } from '../../model/location.js';
import type { Permission, PermissionCondition } from '../../model/permission.js';
import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import { arnOf, implied } from './permission.js';
import type { Resources } from './resources.js';

/**
 * `kms:Decrypt` on a customer managed key that the deployment names; nothing for the AWS managed keys (`alias/aws/sqs`), which need
 * no permission: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
 * @param via service that calls KMS for the function (`kms:ViaService`), when it is known
 */
export function decryptWith(
  key: Text,
  resources: Resources,
  at: SourceLocation,
  reason: string,
  via?: string,
): Permission[] {
  const target = keyArn(key, resources);
  if (!target) return [];
  const like: { [key: string]: Text[] } = {};
  if (via !== undefined)
    like['kms:ViaService'] = [concatTexts(literal(`${via}.`), pseudo('Region'), literal('.'), pseudo('URLSuffix'))];
  if (target.alias !== undefined) like['kms:ResourceAliases'] = [literal(target.alias)];
  // Values may hold a Region nobody knows, which is written `*`: only StringLike reads that. ResourceAliases has several values.
  const condition: PermissionCondition =
    target.alias === undefined
      ? { StringLike: like }
      : {
          'ForAnyValue:StringLike': { 'kms:ResourceAliases': like['kms:ResourceAliases']! },
          ...(via !== undefined && { StringLike: { 'kms:ViaService': like['kms:ViaService']! } }),
        };
  return [implied('kms:Decrypt', target.arn, at, reason, Object.keys(like).length > 0 ? condition : undefined)];
}

const pseudo = (name: string): Text => [{ kind: 'reference', target: `AWS::${name}`, targetKind: 'pseudo' }];

interface KeyTarget {
  arn: Text;
  /** Set when only an alias names the key: then the ARN is any key, and the condition names the alias. */
  alias?: string;
}

/** Key id, alias, ARN or reference → what to write as Resource. */
function keyArn(key: Text, resources: Resources): KeyTarget | undefined {
  const text = literalOf(key);
  if (text !== undefined) return literalKey(text);
  const [part] = key;
  if (key.length !== 1 || part?.kind !== 'reference' || part.targetKind !== 'resource') return { arn: key };
  if (part.targetType === 'AWS::KMS::Alias') {
    const aliased = resources[part.target]?.properties['TargetKeyId'];
    return aliased && keyArn(aliased, resources);
  }
  // `Ref` of a key is its id; policies name it by ARN.
  if (part.targetType === 'AWS::KMS::Key' || part.targetType === 'AWS::KMS::ReplicaKey')
    return { arn: [{ ...part, attribute: 'Arn' }] };
  return { arn: key };
}

function literalKey(text: string): KeyTarget | undefined {
  if (/(^|:)alias\/aws\//.test(text)) return undefined;
  const alias = /(?:^|:)(alias\/.+)$/.exec(text)?.[1];
  if (alias !== undefined) return { arn: arnOf('kms', literal('key/*')), alias };
  return { arn: text.startsWith('arn:') ? literal(text) : arnOf('kms', literal(`key/${text}`)) };
}
