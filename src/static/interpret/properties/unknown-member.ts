import type { ts } from '../../parse/ast.js';
import { unknownMethod } from '../builtins/unknown-methods.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import type { UnknownValue, Value } from '../value.js';
import { hasMember } from './object-member.js';
import { plainMember } from './plain-member.js';

/** A member of an unknown value: what its type says, what hides inside, else another unknown that keeps its origin. */
export function memberOfUnknown(m: Machine, object: UnknownValue, property: string, site: ts.Node): Value {
  m.heap.read(object.allocation);
  const hinted = object.hint?.(property);
  const index = property === '[]' || /^\d+$/.test(property);
  const name = index ? '[]' : property;
  const holders = (object.inner ?? []).filter((one) => hasMember(m, one, property, site));
  if (holders.length > 0) {
    const found = holders.map((one) => m.get(one, property, site));
    return joinAll(hinted ? [...found, hinted] : found);
  }
  if (hinted) return hinted;
  const method = index ? undefined : unknownMethod(m, object, name);
  if (method) return method;
  return plainMember(object, name);
}
