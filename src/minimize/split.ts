import { servicePrefixOf } from '../model/action.js';
import type { NamedPolicy, OutputStatement } from '../model/policy.js';
import { groupBy } from './group-by.js';
import { policyName, QUOTAS, sizeOfDocument } from './quotas.js';
import { themeOf } from './themes.js';
import type { SplitOptions } from './types.js';

type OutputDocument = NamedPolicy['document'];

export const documentOf = (statements: OutputStatement[]): OutputDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/**
 * Statements → policies that each fit their quota: whole themes first, then services, then single statements, each into the first policy
 * with room, largest first. Nothing is granted that the statements do not grant. Undefined when they do not fit into what a role takes.
 */
export function splitPolicies(
  statements: readonly OutputStatement[],
  name: string,
  options: SplitOptions,
): NamedPolicy[] | undefined {
  const inlineRoom = options.into === 'inline+managed' ? QUOTAS.inlinePerRole - (options.usedInline ?? 0) : 0;
  const inline: Bin[] = inlineRoom > 0 ? [{ kind: 'inline', room: inlineRoom, statements: [] }] : [];
  const bins = pack(cutToSize(statements), inline);
  const used = bins.filter((bin) => bin.statements.length > 0);
  const managed = used.filter((bin) => bin.kind === 'managed').length;
  const tooMany = managed > (options.maxManaged ?? QUOTAS.managedPerRole);
  if (tooMany || used.some((bin) => !fits(bin.statements, bin.room))) return undefined;
  const names = new Set<string>();
  return used
    .map((bin) => ({
      kind: bin.kind,
      name: unique(`${name}-${themesOf(bin.statements)}`, names),
      document: documentOf(inOrder(bin.statements)),
    }))
    .sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}

interface Bin {
  kind: NamedPolicy['kind'];
  room: number;
  statements: OutputStatement[];
}

/** First fit decreasing over themes; a theme that fits nowhere whole is packed service by service, a service statement by statement. */
function pack(statements: readonly OutputStatement[], bins: Bin[]): Bin[] {
  const keys = [(s: OutputStatement) => themeOf(serviceOf(s)), serviceOf, (s: OutputStatement) => s.Sid];
  const place = (group: readonly OutputStatement[], level: number): void => {
    const bin = bins.find((candidate) => fits([...candidate.statements, ...group], candidate.room));
    if (bin) bin.statements.push(...group);
    else if (group.length === 1 || fits(group, QUOTAS.managed))
      bins.push({ kind: 'managed', room: QUOTAS.managed, statements: [...group] });
    else for (const part of largestFirst(group, keys[level + 1]!)) place(part, level + 1);
  };
  for (const group of largestFirst(statements, keys[0]!)) place(group, 0);
  return bins;
}

const largestFirst = (
  statements: readonly OutputStatement[],
  keyOf: (s: OutputStatement) => string,
): OutputStatement[][] =>
  [...groupBy(statements, keyOf)]
    .map(([key, group]) => ({ key, group, size: sizeOfDocument(documentOf(group)) }))
    .sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1))
    .map(({ group }) => group);

/** A statement larger than a whole policy is cut in halves, along the longer of its lists, until every piece fits one. */
function cutToSize(statements: readonly OutputStatement[]): OutputStatement[] {
  return statements.flatMap((statement): OutputStatement[] => {
    if (fits([statement], QUOTAS.managed)) return [statement];
    const list =
      JSON.stringify(statement.Action).length > JSON.stringify(statement.Resource).length ? 'Action' : 'Resource';
    const items = statement[list];
    if (items.length < 2) return [statement];
    const half = Math.ceil(items.length / 2);
    return cutToSize([
      { ...statement, Sid: `${statement.Sid}A`, [list]: items.slice(0, half) },
      { ...statement, Sid: `${statement.Sid}B`, [list]: items.slice(half) },
    ]);
  });
}

const fits = (statements: readonly OutputStatement[], room: number): boolean =>
  sizeOfDocument(documentOf([...statements])) <= room;

const serviceOf = (statement: OutputStatement): string => servicePrefixOf(statement.Action[0] ?? '');

const inOrder = (statements: readonly OutputStatement[]): OutputStatement[] =>
  statements.toSorted((a, b) =>
    JSON.stringify([a.Action, a.Resource]) < JSON.stringify([b.Action, b.Resource]) ? -1 : 1,
  );

const themesOf = (statements: readonly OutputStatement[]): string =>
  [...new Set(statements.map((statement) => themeOf(serviceOf(statement))))].sort().slice(0, 3).join('-');

function unique(name: string, used: Set<string>): string {
  const base = policyName(name);
  let out = base;
  for (let count = 2; used.has(out); count++) out = `${base}-${count}`;
  used.add(out);
  return out;
}
