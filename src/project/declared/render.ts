import type { ArnContext } from '../../model/arn.js';
import { renderArn, renderText } from '../../model/arn-render.js';
import { alternativesOf, type Text } from '../../model/text.js';

/** Text of a declared policy's resource the way our own output writes it; several when a condition chooses. */
export const declaredResources = (text: Text, context: ArnContext): string[] =>
  alternativesOf(text).map((alternative) => {
    const [first] = alternative;
    const isArn = first?.kind !== 'literal' || first.text.startsWith('arn:');
    return isArn ? renderArn(alternative, context) : renderText(alternative, context);
  });

/** Text of an action or a condition value. */
export const declaredTexts = (text: Text, context: ArnContext): string[] =>
  alternativesOf(text).map((alternative) => renderText(alternative, context));
