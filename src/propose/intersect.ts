import type { ArnContext } from '../model/arn.js';
import { renderText } from '../model/arn-render.js';
import { concatTexts, literal, type Text } from '../model/text.js';
import { globIncludes } from '../prove/index.js';

/**
 * What two ARNs have in common, for those made of a name and a path in it: `arn:aws:s3:::*` + `/resized/*` and `${Photos.Arn}/*` share
 * `${Photos.Arn}/resized/*`. Undefined when one is no such ARN, or when neither name, or neither path, holds the other.
 */
export function intersect(need: Text, grant: Text, context: ArnContext): Text | undefined {
  const [ofNeed, ofGrant] = [atSlash(need), atSlash(grant)];
  if (!ofNeed || !ofGrant) return undefined;
  const head = narrower(ofNeed.head, ofGrant.head, context);
  const tail = narrower(ofNeed.tail, ofGrant.tail, context);
  return head && tail && concatTexts(head, literal('/'), tail);
}

function narrower(a: Text, b: Text, context: ArnContext): Text | undefined {
  const [left, right] = [textOf(a, context), textOf(b, context)];
  if (globIncludes(left, right)) return b;
  return globIncludes(right, left) ? a : undefined;
}

/** A reference to a whole ARN of one name is, for the comparison, the name in an ARN: only S3 has ARNs that are a name and a path. */
function textOf(text: Text, context: ArnContext): string {
  const [first] = text;
  const rendered = renderText(text, context);
  return first?.kind === 'reference' && first.attribute === 'Arn' ? `arn:aws:s3:::${rendered}` : rendered;
}

/** Cut at the first slash: the bucket's ARN, and the key. */
function atSlash(text: Text): { head: Text; tail: Text } | undefined {
  const [first] = text;
  const isBucket =
    (first?.kind === 'literal' && /^arn:/.test(first.text)) ||
    (first?.kind === 'reference' && first.targetType === 'AWS::S3::Bucket' && first.attribute === 'Arn');
  const at = text.findIndex((part) => part.kind === 'literal' && part.text.includes('/'));
  const part = text[at];
  if (!isBucket || part?.kind !== 'literal') return undefined;
  const cut = part.text.indexOf('/');
  const head = concatTexts(text.slice(0, at), literal(part.text.slice(0, cut)));
  if (!/^(\$\{|arn:[^:]*:s3:)/.test(renderText(head))) return undefined;
  return { head, tail: concatTexts(literal(part.text.slice(cut + 1)), text.slice(at + 1)) };
}
