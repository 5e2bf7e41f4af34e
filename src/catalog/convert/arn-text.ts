import { literalOf, type Text } from '../../model/text.js';

/**
 * True when the text begins like an ARN, whether or not all of it is known. A value that only the deployment knows is taken at its word
 * when its name says that it is one: `FUNCTION_ARN`, `TableArn`.
 */
export function startsLikeArn(text: Text): boolean {
  const head = text[0];
  if (head?.kind === 'literal') return /^arn:/.test(head.text);
  if (text.length !== 1) return false;
  if (head?.kind === 'env') return NAMED_ARN.test(head.name);
  if (head?.kind !== 'reference' || head.targetKind === 'resource' || head.piece) return false;
  return NAMED_ARN.test(head.target.replace(VERSION, ''));
}

const NAMED_ARN = /(^|[a-z0-9_/.:-])(ARN|Arn)$|(^|[_/.:-])arn$/;

/** `{{resolve:ssm:/shop/topic-arn:3}}`, and what Terraform reads out of a source: `data.aws_ssm_parameter.topic_arn.value`. */
const VERSION = /(:\d+|\.value)$/;

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}` as a pattern for ARNs; only the last placeholder spans colons and slashes. */
function patternOf(template: string): RegExp {
  const parts = template.split(/\$\{\w+\}/);
  const source = parts
    .map((part, i) => escapeRegex(part) + (i === parts.length - 1 ? '' : i === parts.length - 2 ? '.+' : '[^:]*'))
    .join('');
  return new RegExp(`^${source}$`, 'i');
}

/** Whether an ARN is of the template's kind. Where parts are not known, only the service and a known beginning of the resource can disagree. */
export function matchesTemplate(text: Text, template: string): boolean {
  const exact = literalOf(text);
  if (exact !== undefined) return patternOf(template).test(exact);
  const known = text[0]?.kind === 'literal' ? text[0].text.split(':') : [];
  const wanted = template.split(':');
  // The last known field may be cut off by the first unknown part.
  return known
    .slice(0, -1)
    .every(
      (field, i) =>
        i >= 5 || wanted[i] === undefined || wanted[i].includes('${') || field === '' || wanted[i] === field,
    );
}

/** Splits a text at a literal separator; unknown parts stay whole, because nobody knows whether they hold one. */
export function splitText(text: Text, separator: string): Text[] {
  const pieces: Text[number][][] = [[]];
  for (const part of text) {
    if (part.kind !== 'literal') {
      pieces.at(-1)!.push(part);
      continue;
    }
    part.text.split(separator).forEach((piece, i) => {
      if (i > 0) pieces.push([]);
      if (piece !== '') pieces.at(-1)!.push({ kind: 'literal', text: piece });
    });
  }
  return pieces;
}
