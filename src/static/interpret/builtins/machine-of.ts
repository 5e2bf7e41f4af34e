import type { ts } from '../../parse/ast.js';
import type { Machine } from '../machine.js';
import type { CallContext } from '../value.js';

/** The interpreter behind a context. Natives belong to the interpreter and may use more of it than models. */
export function machineOf(context: CallContext): { m: Machine; site: ts.Node } {
  const { machine, site } = context as CallContext & { machine: Machine; site: ts.Node };
  return { m: machine, site };
}
