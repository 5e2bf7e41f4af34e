import { exactCover } from './exact-cover.js';
import { improve } from './improve-cover.js';
import { bitsWhere, hasBit, type Incidence, type Rectangle, toBlock, toIncidence } from './incidence.js';
import { sizeOf } from './rectangle-size.js';
import type { Block, Grant } from './types.js';

/** Characters of `{"Sid":"…","Effect":"Allow","Action":[],"Resource":[]},` with a Sid of ordinary length. */
const STATEMENT_OVERHEAD = 80;

/**
 * The cheapest statements, in characters, that allow these grants of one condition and no other pair: a minimum-cost biclique cover.
 * The problem is NP-hard (Orlin, "Contentment in graph theory", 1977): small matrices are solved, for others several starts are improved
 * and the best is kept. No pair is added by construction: every rectangle lies inside the matrix. Deterministic.
 */
export function coverGrants(grants: readonly Grant[]): Block[] {
  const incidence = toIncidence(grants);
  const conditionSize = grants[0]?.condition ? JSON.stringify(grants[0].condition).length + 13 : 0;
  const overhead = STATEMENT_OVERHEAD + conditionSize;
  const best = exactCover(incidence, overhead) ?? goodCover(incidence, overhead);
  return best.map((rectangle) => ({
    ...toBlock(rectangle, incidence),
    ...(grants[0]?.condition && { condition: grants[0].condition }),
  }));
}

/** The best of several starts after improvement. */
function goodCover(incidence: Incidence, overhead: number): Rectangle[] {
  const starts = [byRow(incidence), byColumn(incidence), byClosure(incidence)];
  const covers = starts.map((start) => improve(start, incidence, overhead));
  return covers.reduce((a, b) => (costOf(b, incidence, overhead) < costOf(a, incidence, overhead) ? b : a));
}

/** Characters that a cover takes. */
const costOf = (cover: readonly Rectangle[], incidence: Incidence, overhead: number): number =>
  cover.reduce((sum, rectangle) => sum + overhead + sizeOf(rectangle, incidence), 0);

/** One statement per set of resources. */
const byRow = ({ columnsOf }: Incidence): Rectangle[] =>
  columnsOf.map((columns, row) => ({ rows: 1n << BigInt(row), columns }));

/** One statement per set of actions. */
const byColumn = ({ columns, columnsOf }: Incidence): Rectangle[] =>
  columns.map((_, column) => ({
    rows: bitsWhere(columnsOf, (own) => hasBit(own, column)),
    columns: 1n << BigInt(column),
  }));

/** For each row the largest rectangle around it: all rows that have at least its columns. */
const byClosure = ({ columnsOf }: Incidence): Rectangle[] =>
  columnsOf.map((columns) => ({ rows: bitsWhere(columnsOf, (other) => (columns & ~other) === 0n), columns }));
