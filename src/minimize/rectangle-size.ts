import { hasBit, type Incidence, type Rectangle } from './incidence.js';

/** Characters of the two lists of a rectangle. */
export function sizeOf(rectangle: Rectangle, { rowWeight, columnWeight }: Incidence): number {
  const sum = (weights: readonly number[], bits: bigint) =>
    weights.reduce((total, weight, index) => (hasBit(bits, index) ? total + weight : total), 0);
  return sum(rowWeight, rectangle.rows) + sum(columnWeight, rectangle.columns);
}
