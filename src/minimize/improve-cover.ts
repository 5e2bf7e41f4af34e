import { hasBit, type Incidence, type Rectangle } from './incidence.js';
import { sizeOf } from './rectangle-size.js';

/** Merges and trims rectangles of a cover as long as that makes it cheaper. Every cell stays covered, none is added. */
export function improve(start: readonly Rectangle[], incidence: Incidence, overhead: number): Rectangle[] {
  let cover = trim(distinct(start), incidence);
  for (;;) {
    const merged = bestMerge(cover, incidence, overhead);
    if (merged === undefined) return cover;
    cover = trim(merged, incidence);
  }
}

/** The cover after the merge of two rectangles that saves most, or undefined when none saves anything. */
function bestMerge(cover: readonly Rectangle[], incidence: Incidence, overhead: number): Rectangle[] | undefined {
  let best: { saved: number; i: number; j: number; union: Rectangle } | undefined;
  const sizes = cover.map((rectangle) => sizeOf(rectangle, incidence));
  for (let i = 0; i < cover.length; i++) {
    for (let j = i + 1; j < cover.length; j++) {
      const union = { rows: cover[i]!.rows | cover[j]!.rows, columns: cover[i]!.columns | cover[j]!.columns };
      if (!fits(union, incidence)) continue;
      const saved = sizes[i]! + sizes[j]! + overhead - sizeOf(union, incidence);
      if (saved > (best?.saved ?? 0)) best = { saved, i, j, union };
    }
  }
  if (best === undefined) return undefined;
  const { i, j, union } = best;
  return [...cover.filter((_, index) => index !== i && index !== j), union];
}

/** Is every pair of the rectangle one that was asked for? */
const fits = ({ rows, columns }: Rectangle, { columnsOf }: Incidence): boolean =>
  columnsOf.every((own, row) => !hasBit(rows, row) || (columns & ~own) === 0n);

/** Takes rows and columns out of rectangles whose cells all stand in other rectangles too, dearest first; drops what becomes empty. */
function trim(cover: readonly Rectangle[], incidence: Incidence): Rectangle[] {
  const out = cover.map((rectangle) => ({ ...rectangle }));
  const lines = out.flatMap((rectangle) => [
    ...incidence.rowWeight.map((weight, index) => ({
      rectangle,
      side: 'rows' as const,
      bit: 1n << BigInt(index),
      weight,
    })),
    ...incidence.columnWeight.map((weight, index) => ({
      rectangle,
      side: 'columns' as const,
      bit: 1n << BigInt(index),
      weight,
    })),
  ]);
  for (const { rectangle, side, bit } of lines.sort((a, b) => b.weight - a.weight)) {
    if ((rectangle[side] & bit) !== 0n && coveredElsewhere(rectangle, side, bit, out, incidence))
      rectangle[side] &= ~bit;
  }
  return out.filter(({ rows, columns }) => rows !== 0n && columns !== 0n);
}

function coveredElsewhere(
  from: Rectangle,
  side: 'rows' | 'columns',
  bit: bigint,
  cover: readonly Rectangle[],
  { columnsOf }: Incidence,
): boolean {
  const others = cover.filter((other) => other !== from);
  const rows = side === 'rows' ? bit : from.rows;
  const columns = side === 'columns' ? bit : from.columns;
  return columnsOf.every((_, row) => {
    if (!hasBit(rows, row)) return true;
    const covered = others.reduce((bits, other) => (hasBit(other.rows, row) ? bits | other.columns : bits), 0n);
    return (columns & ~covered) === 0n;
  });
}

const distinct = (cover: readonly Rectangle[]): Rectangle[] => [
  ...new Map(cover.map((rectangle) => [`${rectangle.rows}/${rectangle.columns}`, rectangle])).values(),
];
