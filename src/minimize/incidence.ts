import { groupBy } from './group-by.js';
import type { Block, Grant } from './types.js';

/**
 * Grants of one condition as a matrix: a row is the actions that have equal resources, a column the resources that have equal actions.
 * `columnsOf` holds a bit per column that the row is granted on. Weights are the characters a row or column takes in a document.
 */
export interface Incidence {
  rows: readonly string[][];
  columns: readonly string[][];
  columnsOf: readonly bigint[];
  rowWeight: readonly number[];
  columnWeight: readonly number[];
}

/** Rows × columns, as bit sets. */
export interface Rectangle {
  rows: bigint;
  columns: bigint;
}

export function toIncidence(grants: readonly Grant[]): Incidence {
  const resourcesOf = groupBy(grants, (grant) => grant.action);
  const rowGroups = groupBy(resourcesOf, ([, own]) => own.map((grant) => grant.resource).join('\n'));
  const rows = [...rowGroups.values()].map((group) => group.map(([action]) => action));
  const resourceSets = [...rowGroups.values()].map((group) => new Set(group[0]![1].map((grant) => grant.resource)));
  const resources = [...new Set(grants.map((grant) => grant.resource))].sort();
  const columnGroups = groupBy(resources, (resource) =>
    resourceSets.map((set) => (set.has(resource) ? '1' : '0')).join(''),
  );
  const columns = [...columnGroups.values()];
  return {
    rows,
    columns,
    columnsOf: resourceSets.map((set) => bitsWhere(columns, (column) => set.has(column[0]!))),
    rowWeight: rows.map(weigh),
    columnWeight: columns.map(weigh),
  };
}

export function toBlock(rectangle: Rectangle, incidence: Incidence): Block {
  return {
    actions: incidence.rows
      .filter((_, index) => hasBit(rectangle.rows, index))
      .flat()
      .sort(),
    resources: incidence.columns
      .filter((_, index) => hasBit(rectangle.columns, index))
      .flat()
      .sort(),
  };
}

export const hasBit = (bits: bigint, index: number): boolean => ((bits >> BigInt(index)) & 1n) === 1n;

export const bitsWhere = <Item>(items: readonly Item[], test: (item: Item, index: number) => boolean): bigint =>
  items.reduce((bits, item, index) => (test(item, index) ? bits | (1n << BigInt(index)) : bits), 0n);

/** Two quotes and a comma around each. */
const weigh = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length + 3, 0);
