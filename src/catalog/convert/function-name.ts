import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import { arnReference, soleReference } from './reference.js';
import type { Converter } from './types.js';

/**
 * A function's name, `name:alias`, partial ARN `123456789012:function:name` or ARN.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters
 */
export const functionName: Converter = (text) => {
  const reference = soleReference(text);
  if (reference?.targetType) {
    // Versions and aliases are functions too, and their Ref is the ARN.
    const ofFunction = /^AWS::(Lambda|Serverless)::(Function|Alias|Version)$/.test(reference.targetType);
    if (ofFunction) return [{ upTo: arnReference(reference) }];
    return [reference.attribute?.endsWith('Arn') ? { upTo: text } : { part: text }];
  }
  if (startsLikeArn(text)) return [{ upTo: text }];
  const pieces = splitText(text, ':');
  if (pieces.length >= 3 && literalOf(pieces[1]!) === 'function') {
    return [{ part: join(pieces.slice(2)), fields: { Account: pieces[0]! } }];
  }
  return [{ part: text }];
};

const join = (pieces: Text[]): Text =>
  concatTexts(...pieces.flatMap((piece, i) => (i === 0 ? [piece] : [literal(':'), piece])));
