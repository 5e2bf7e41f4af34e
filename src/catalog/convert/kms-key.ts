import { literal, literalOf, type Text, unknownText } from '../../model/text.js';
import { matchesTemplate, startsLikeArn } from './arn-text.js';
import { convertReference, soleReference } from './reference.js';
import type { Converted, Converter } from './types.js';

/**
 * A key's id or ARN, or an alias. An alias ARN in Resource does not allow use of the key: the key's ARN is unknown, so the permission
 * is bound to the alias by a condition. https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
const keyConverter = (byAlias: (alias: Text, name: string) => Converted): Converter => {
  return (text, context) => {
    const reference = soleReference(text);
    if (reference?.targetType === 'AWS::KMS::Alias') return [byAlias(text, 'an alias of the template')];
    const known = convertReference(text, context);
    if (known && !known.other) return [known];
    const start = text[0]?.kind === 'literal' ? text[0].text : '';
    // Keys that AWS manages allow their own service's callers: nothing to grant.
    if (start.startsWith('alias/aws/')) return [{ none: true }];
    if (start.startsWith('alias/')) return [byAlias(text, literalOf(text) ?? 'an alias')];
    if (!startsLikeArn(text)) return [{ part: text }];
    const [, region, account, alias] = /^arn:[^:]*:kms:([^:]*):([^:]*):(alias\/.*)$/s.exec(start) ?? [];
    if (alias === undefined) return [matchesTemplate(text, context.template) ? { upTo: text } : { other: true }];
    // The key is where its alias is.
    const fields = { Region: literal(region!), Account: literal(account!) };
    return [{ ...byAlias([...literal(alias), ...text.slice(1)], alias), fields }];
  };
};

const unknownKey = (name: string) => ({ part: unknownText(`the key behind ${name} is not known`) });

/** The request itself names the alias. */
export const kmsKey = keyConverter((alias, name) => ({
  ...unknownKey(name),
  condition: { StringEquals: { 'kms:RequestAlias': [alias] } },
}));

/** Another service uses the key for the caller and may name it otherwise than the caller did. */
export const forwardedKmsKey = keyConverter((alias, name) => ({
  ...unknownKey(name),
  condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [alias] } },
}));
