import { hasBit, type Incidence, type Rectangle } from './incidence.js';
import { sizeOf } from './rectangle-size.js';

/** Beyond these the table would not fit into a few milliseconds; most functions stay below. */
const MOST_CELLS = 12;
const MOST_LINES = 8;

/**
 * The cheapest cover, proved: a table of the cheapest way to cover every set of cells, over all rectangles inside the matrix. Undefined for
 * matrices that are too large; then `improve` finds a good one.
 */
export function exactCover(incidence: Incidence, overhead: number): Rectangle[] | undefined {
  const { columnsOf, columns } = incidence;
  const cells = columnsOf.flatMap((own, row) =>
    columns.flatMap((_, column) => (hasBit(own, column) ? [{ row, column }] : [])),
  );
  if (cells.length > MOST_CELLS || columnsOf.length + columns.length > MOST_LINES) return undefined;
  const rectangles = allRectangles(incidence).map((rectangle) => ({
    rectangle,
    cost: overhead + sizeOf(rectangle, incidence),
    covers: cells.reduce(
      (mask, { row, column }, index) => (holds(rectangle, row, column) ? mask | (1 << index) : mask),
      0,
    ),
  }));
  const all = (1 << cells.length) - 1;
  const best: { cost: number; last: number; from: number }[] = [{ cost: 0, last: -1, from: 0 }];
  for (let covered = 0; covered < all; covered++) {
    const here = best[covered];
    if (!here) continue;
    const next = ~covered & (covered + 1);
    rectangles.forEach(({ cost, covers }, index) => {
      if ((covers & next) === 0) return;
      const reached = covered | covers;
      if (here.cost + cost < (best[reached]?.cost ?? Number.POSITIVE_INFINITY))
        best[reached] = { cost: here.cost + cost, last: index, from: covered };
    });
  }
  const cover: Rectangle[] = [];
  for (let at = all; at !== 0; at = best[at]!.from) cover.push(rectangles[best[at]!.last]!.rectangle);
  return cover;
}

/** Every choice of rows and columns all of whose pairs are asked for. */
function allRectangles({ columnsOf, columns }: Incidence): Rectangle[] {
  const out: Rectangle[] = [];
  for (let rows = 1n; rows < 1n << BigInt(columnsOf.length); rows++) {
    const common = columnsOf.reduce(
      (bits, own, row) => (hasBit(rows, row) ? bits & own : bits),
      (1n << BigInt(columns.length)) - 1n,
    );
    for (let own = common; own > 0n; own = (own - 1n) & common) out.push({ rows, columns: own });
  }
  return out;
}

const holds = (rectangle: Rectangle, row: number, column: number): boolean =>
  hasBit(rectangle.rows, row) && hasBit(rectangle.columns, column);
