import type { ts } from '../../parse/ast.js';
import { excerptOf, locationOf } from '../../parse/location.js';
import type { Machine } from '../machine.js';

/** Overflows are caught where few calls stand open: there is room to go on with the next statement. */
export const STACK_RESCUE_DEPTH = 12;

export const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && /call stack/i.test(error.message);

/** Code nested so deep that the interpreter's own stack ran out is reported, not followed. */
export function reportOverflow(m: Machine, node: ts.Node): void {
  m.report({
    bucket: 'budget-exceeded',
    location: locationOf(node),
    site: excerptOf(node),
    reason: 'the code is nested too deep to follow',
    advice: 'Analyse the source instead of minified or generated code.',
  });
}
