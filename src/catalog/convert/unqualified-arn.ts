import { concatTexts, literal, type Text, unknownText } from '../../model/text.js';
import { arn } from './arn.js';
import { splitText } from './arn-text.js';
import { soleReference } from './reference.js';
import type { Converter } from './types.js';

/** `arn:aws:states:region:account:stateMachine:name` */
const FIELDS = 7;

/**
 * The ARN without the version or alias behind it: Step Functions authorizes both with the ARN of their state machine.
 * https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
 */
export const unqualifiedArn: Converter = (text, context) =>
  QUALIFIED.has(soleReference(text)?.targetType ?? '')
    ? [{ part: unknownText('the template names a version or an alias, IAM checks what it belongs to') }]
    : arn(withoutQualifier(text), context);

const QUALIFIED = new Set(['AWS::StepFunctions::StateMachineAlias', 'AWS::StepFunctions::StateMachineVersion']);

function withoutQualifier(text: Text): Text {
  const pieces = splitText(text, ':');
  const head = text[0];
  // A reference or variable in front holds the ARN as a whole; a pseudo reference (`arn:${AWS::Partition}`) never stands in front.
  const kept = head === undefined || head.kind === 'literal' ? pieces.slice(0, FIELDS) : pieces.slice(0, 1);
  return concatTexts(...kept.flatMap((piece, i) => (i === 0 ? [piece] : [literal(':'), piece])));
}
