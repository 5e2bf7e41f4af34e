import { type ReferencePart, type Text, unknownText } from '../../model/text.js';
import type { ConvertContext, Converted } from './types.js';

/** The one reference a text consists of, or undefined. */
export const soleReference = (text: Text): ReferencePart | undefined =>
  text.length === 1 && text[0]?.kind === 'reference' && text[0].targetKind === 'resource' && text[0].piece === undefined
    ? text[0]
    : undefined;

/** The reference to a resource's ARN, one spelling whatever attribute gave it (`Ref` of a topic, `TopicArn`, `Arn`). */
export const arnReference = (part: ReferencePart): Text => [{ ...part, attribute: 'Arn' }];

// Attributes that stand for the resource itself: its name, id, URL or ARN.
const ITSELF = /^(.*Arn|.*ARN|.*Name|.*Id|.*Url|Ref|Value)$/;

/**
 * A value that is one reference to a deployed resource becomes that resource's ARN when the resource is of the wanted type, stays what
 * it is when it is another resource's attribute that ends in `Arn`, and is left to the converter otherwise.
 */
export function convertReference(text: Text, context: ConvertContext): Converted | undefined {
  const part = soleReference(text);
  if (!part?.targetType) return undefined;
  const arn = context.arnOfCfn(part.targetType, context.prefix);
  const { attribute } = part;
  if (attribute !== undefined && !ITSELF.test(attribute)) return undefined;
  const isArn = attribute !== undefined && /arn$/i.test(attribute);
  // `TopicArn` and `Ref` are the resource; `StreamArn`, `RoleArn` name something else that hangs on it.
  if (isArn && (arn === undefined || (attribute !== 'Arn' && !isOwnArn(attribute, part.targetType))))
    return { upTo: text };
  if (arn === undefined) return undefined;
  if (shapeOf(arn) === shapeOf(context.template)) return { upTo: arnReference(part) };
  return context.more ? { part: nameOf(part, context) } : { other: true };
}

/** What stands in the ARN of something that belongs to the resource (the cluster in a service's ARN): its name, however it was asked for. */
function nameOf(part: ReferencePart, context: ConvertContext): Text {
  const { attribute, ...resource } = part;
  if (attribute !== undefined && !/arn$/i.test(attribute)) return [part];
  if (context.refOfCfn?.(part.targetType ?? '', context.prefix) === 'name') return [resource];
  return unknownText(`the name of ${part.target} is not in its ARN attribute`);
}

/** Placeholder names differ between sources; their places do not. */
const shapeOf = (template: string): string => template.replace(/\$\{\w+\}/g, '${}');

const isOwnArn = (attribute: string, cfnType: string): boolean => {
  const name = cfnType.split('::').at(-1)!.toLowerCase();
  return name.includes(attribute.slice(0, -'Arn'.length).toLowerCase());
};
