import { literal, type Text, type TextPart } from '../../model/text.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
const DYNAMIC = /\{\{resolve:([^{}]+)\}\}/g;

/** A literal with its `{{resolve:ssm:…}}` parts, which CloudFormation fills in while deploying, as references. */
export function literalParts(text: string): Text {
  if (!text.includes('{{resolve:')) return literal(text);
  const out: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(DYNAMIC)) {
    out.push(...literal(text.slice(end, match.index)));
    out.push({ kind: 'reference', target: `resolve:${match[1]}`, targetKind: 'dynamic' });
    end = match.index + match[0].length;
  }
  return [...out, ...literal(text.slice(end))];
}
