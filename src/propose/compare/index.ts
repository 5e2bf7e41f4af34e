import type { Catalog } from '../../catalog/types.js';
import type { FunctionAnalysis } from '../../model/analysis.js';
import type { ArnContext } from '../../model/arn.js';
import type { Comparison, DeltaRow } from '../../model/comparison.js';
import type { DeployedResource } from '../../model/function.js';
import type { SourceLocation } from '../../model/location.js';
import type { Permission } from '../../model/permission.js';
import type { PolicyDocument } from '../../model/policy.js';
import { includes } from '../../prove/index.js';
import { doubtOf } from './doubt.js';
import { type Granted, grantsOf } from './grants.js';
import { documentOf, type Needed, needsOf } from './needs.js';
import { sizeOf } from './size.js';
import { spellOut } from './spell-out.js';
import { levelsOf, useOfGrant } from './use-of-grant.js';

export interface CompareContext {
  catalog: Catalog;
  arnContext: ArnContext;
  resources: { readonly [target: string]: DeployedResource };
}

/** What a function may do today against what it needs: row by row, and as a proved verdict. Pure. */
export function compare(result: FunctionAnalysis, { catalog, arnContext, resources }: CompareContext): Comparison {
  const { declared, id } = result.fn;
  const needs = needsOf(result, arnContext);
  if (!declared) {
    const nothing = { before: sizeOf([], catalog), after: sizeOf(needs, catalog), rows: [], unknownPolicies: [] };
    return { function: id, declared: false, verdict: 'unknown', why: 'no policy is declared', ...nothing };
  }
  const spell = spellOut(resources, catalog, arnContext);
  const spelled = (resource: string, action: string) =>
    [spell(documentOf([{ action, resource }])).Statement].flat()[0]!.Resource![0]!;
  const grants = grantsOf(declared.documents);
  const today = declared.documents.map(({ document }) => spell(document));
  const unknown = declared.unknownManagedPolicies.map(({ name }) => name);
  const rows = [
    ...grants.filter(({ implicit }) => !implicit).map((grant) => grantRow(grant, needs, catalog, spelled)),
    ...needs.flatMap((need) => needRow(need, today, unknown, grants, { catalog, spell, spelled })),
  ];
  const needed = spell(documentOf(needs));
  const forward = includes(needed, { identity: today });
  // What the framework attaches by itself cannot be taken away, so that it is no difference.
  const implicit = declared.documents.filter((one) => one.implicit).map(({ document }) => spell(document));
  const backward = includes({ identity: today }, { identity: [needed, ...implicit] });
  const role = declared.role === undefined ? {} : { role: declared.role };
  return {
    function: id,
    ...role,
    declared: true,
    ...verdictOf(forward.answer, backward.answer, unknown, forward.why),
    before: sizeOf(grants, catalog),
    // What the framework attaches by itself stays.
    after: sizeOf([...needs, ...grants.filter(({ implicit }) => implicit)], catalog),
    rows: rows.toSorted(byChange),
    unknownPolicies: declared.unknownManagedPolicies,
  };
}

type Answer = ReturnType<typeof includes>['answer'];

function verdictOf(
  forward: Answer,
  backward: Answer,
  unknown: readonly string[],
  why: string | undefined,
): Pick<Comparison, 'verdict' | 'why'> {
  if (forward === 'none') return { verdict: backward === 'none' && unknown.length === 0 ? 'same' : 'only-removes' };
  if (unknown.length > 0) return { verdict: 'unknown', why: `the text of ${unknown.join(', ')} is not known` };
  return forward === 'some' ? { verdict: 'adds' } : { verdict: 'unknown', why: why ?? 'not decided' };
}

function grantRow(
  grant: Granted,
  needs: readonly Needed[],
  catalog: Catalog,
  spelled: (resource: string, action: string) => string,
): DeltaRow {
  const { action, resource, condition, at, origin } = grant;
  return {
    ...useOfGrant(grant, needs, catalog, spelled),
    action,
    resource,
    ...(condition && { condition }),
    at,
    origin,
  };
}

interface NeedContext {
  catalog: Catalog;
  spell(document: PolicyDocument): PolicyDocument;
  spelled(resource: string, action: string): string;
}

/** A row for a need that today's policy does not provably cover. */
function needRow(
  need: Needed,
  today: readonly PolicyDocument[],
  unknown: readonly string[],
  grants: readonly Granted[],
  { catalog, spell, spelled }: NeedContext,
): DeltaRow[] {
  const { action, resource, condition, permission } = need;
  const { answer, why } = includes(spell(documentOf([need])), { identity: today });
  if (answer === 'none') return [];
  const at = placeOf(permission);
  const row = {
    action,
    resource,
    ...(condition && { condition }),
    levels: levelsOf([action], catalog),
    ...(at && { at }),
    evidence: permission.evidence,
  };
  if (unknown.length > 0)
    return [{ ...row, change: 'undecided', why: `the text of ${unknown.join(', ')} is not known` }];
  if (answer === 'unknown') return [{ ...row, change: 'undecided', why: why ?? 'not decided' }];
  const doubt = doubtOf(need, grants, spelled, today);
  if (doubt !== undefined) return [{ ...row, change: 'undecided', why: doubt }];
  return [{ ...row, change: 'lacking', why: 'no statement allows it' }];
}

const placeOf = ({ evidence }: Permission): SourceLocation | undefined =>
  evidence.flatMap((item) => ('at' in item && item.at ? [item.at] : []))[0];

const ORDER: { readonly [change in DeltaRow['change']]: number } = {
  lacking: 0,
  undecided: 1,
  removed: 2,
  narrowed: 3,
  kept: 4,
};

const byChange = (a: DeltaRow, b: DeltaRow): number =>
  ORDER[a.change] - ORDER[b.change] || (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0);

const keyOf = ({ action, resource, at }: DeltaRow): string =>
  [action, resource, at?.file ?? '', at?.line ?? 0].join('\n');
