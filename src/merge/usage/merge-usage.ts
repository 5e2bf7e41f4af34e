import type { Catalog } from '../../catalog/types.js';
import { renderArn } from '../../model/arn-render.js';
import type { Finding } from '../../model/finding.js';
import type { CloudTrailEvidence, Permission } from '../../model/permission.js';
import { literal } from '../../model/text.js';
import type { RoleUsage, Usage, UsageFile } from '../../model/usage.js';
import { advisorWitness } from './advisor-witness.js';
import { decide, type EvidenceClass, type Mode, ruleOfThree } from './decide.js';
import { isLearned, liesInLearned } from './learned-pattern.js';
import { matchesObserved } from './matches-observed.js';
import { observe } from './observe.js';
import { silence } from './silence.js';
import { fitsVia, viaCondition } from './via-service.js';

export interface UsageMergeOptions {
  mode: Mode;
  /** ISO 8601: when the code that is analysed was deployed. Uses that end before it belong to former code. */
  deployedAt?: string;
  /** Days of history below which nothing unseen is dropped; default 90. */
  minimumDays?: number;
}

export interface UsageMerge {
  permissions: Permission[];
  findings: Finding[];
}

/**
 * Joins what the code declares with what the role's history shows. A use proves a need; no use proves nothing unless it would have been
 * seen, over a window long enough. Denied calls are never a need. Every decision that is not a plain grant is a finding.
 */
export function mergeUsage(
  declared: readonly Permission[],
  usage: UsageFile,
  role: RoleUsage,
  catalog: Catalog,
  options: UsageMergeOptions,
): UsageMerge {
  const out: UsageMerge = { permissions: [], findings: [] };
  const allowed = role.usages.filter(({ outcome }) => outcome === 'allowed');
  const matched = new Set<Usage>();
  for (const permission of declared) {
    const { action, resource } = permission;
    const same = allowed.filter((use) => sameAction(use, permission) && fitsVia(permission, use));
    const exact = same.filter((use) => matchesObserved(resource, action, use.resource, catalog));
    // `safe` grants what was learned as well: a name that another part of the program makes may be in it.
    const learned =
      options.mode === 'safe'
        ? []
        : same.filter((use) => !exact.includes(use) && liesInLearned(resource, action, use.resource, catalog));
    for (const use of learned) preferTemplate(out, use, permission);
    const uses = [...exact, ...learned];
    for (const use of uses) matched.add(use);
    keepDeclared(out, permission, uses, { usage, role, catalog, options });
  }
  for (const use of allowed) if (!matched.has(use)) addUndeclared(out, use, { usage, role, catalog, options });
  for (const use of role.usages) if (use.outcome === 'denied') reportDenied(out, use, declared);
  return out;
}

interface Context {
  usage: UsageFile;
  role: RoleUsage;
  catalog: Catalog;
  options: UsageMergeOptions;
}

function keepDeclared(out: UsageMerge, permission: Permission, uses: readonly Usage[], context: Context): void {
  const { known, why } = classify(permission, uses, context);
  const told = known === 'platform' ? [] : advisorWitness(permission, context.role, context.catalog);
  const merged: Permission = {
    ...permission,
    evidence: [...permission.evidence, ...uses.map(evidenceOf), ...told],
    ...(known === 'declared-unobservable' && { unseen: why }),
  };
  if (known === 'used-declared' && context.options.mode === 'strict') {
    out.permissions.push(...narrowed(merged, uses, context));
    return;
  }
  if (decide(known, context.options.mode) !== 'drop') {
    out.permissions.push(merged);
    if (known !== 'declared-unseen') return;
  }
  const dropped = decide(known, context.options.mode) === 'drop';
  out.findings.push({
    ruleId: dropped ? 'IT211' : 'IT212',
    level: dropped ? 'warning' : 'note',
    args: { action: permission.action, why },
    ...firstPlace(permission),
  });
}

/**
 * In `strict`, a resource of which the code knows only a part becomes what was used of it, where every other use would have been seen:
 * the rest of the wildcard is declared, observable and unseen. A pattern learned from many names is no better than the code's own.
 */
function narrowed(permission: Permission, uses: readonly Usage[], context: Context): Permission[] {
  const own = permission.evidence.filter(({ source }) => source !== 'cloudtrail' && source !== 'access-advisor');
  const told = permission.evidence.filter(({ source }) => source === 'access-advisor');
  const open = permission.resource.some(({ kind }) => kind === 'unknown');
  if (uses.some((use) => isLearned(use.resource))) return [permission];
  const unseen = classify({ ...permission, evidence: own }, [], context).known === 'declared-unseen';
  if (!open || !unseen) return [permission];
  return uses.map((use) => ({
    ...permission,
    resource: literal(use.resource),
    evidence: [...own, evidenceOf(use), ...told],
  }));
}

/** What the witnesses say of a permission that the code or the deployment declares. */
function classify(
  permission: Permission,
  uses: readonly Usage[],
  { usage, role, catalog, options }: Context,
): { known: EvidenceClass; why: string } {
  if (permission.evidence.some(({ source }) => source !== 'static')) return { known: 'platform', why: '' };
  if (uses.length > 0) return { known: 'used-declared', why: '' };
  // A call that was refused was made all the same: the code still needs what it asked for.
  if (role.usages.some((use) => isRefused(use, permission, catalog))) return { known: 'denied-declared', why: '' };
  const { observable, why } = observe(permission, usage, role, catalog);
  if (!observable) return { known: 'declared-unobservable', why };
  const sticky = permission.evidence.some((item) => item.source === 'static' && item.inErrorPath);
  if (sticky) return { known: 'declared-unobservable', why: 'it is called when something fails' };
  const { days, idle } = silence(usage, role, options.deployedAt);
  if (idle) return { known: 'declared-unobservable', why: idle };
  if (days < (options.minimumDays ?? 90)) return { known: 'declared-unobservable', why: `only ${days} days were seen` };
  return { known: 'declared-unseen', why: `${why}; ${ruleOfThree(days)}` };
}

const isRefused = (use: Usage, permission: Permission, catalog: Catalog): boolean =>
  use.outcome === 'denied' &&
  sameAction(use, permission) &&
  matchesObserved(permission.resource, permission.action, use.resource, catalog);

function addUndeclared(out: UsageMerge, use: Usage, { role, catalog, options }: Context): void {
  const { mode, deployedAt } = options;
  const stale = deployedAt !== undefined && Date.parse(use.last) < Date.parse(deployedAt);
  const granted = decide(stale ? 'used-stale' : 'used-undeclared', mode) !== 'drop';
  if (granted) {
    const action = use.action as Permission['action'];
    const condition = viaCondition(use, catalog);
    const found: Permission = {
      action,
      resource: literal(use.resource),
      ...(condition && { condition }),
      evidence: [evidenceOf(use)],
    };
    out.permissions.push({ ...found, evidence: [...found.evidence, ...advisorWitness(found, role, catalog)] });
  }
  out.findings.push({
    ruleId: stale ? 'IT214' : 'IT213',
    level: 'warning',
    args: {
      action: use.action,
      resource: use.resource,
      count: use.count,
      last: use.last,
      outcome: granted ? 'granted' : 'not granted',
    },
  });
}

function preferTemplate(out: UsageMerge, use: Usage, permission: Permission): void {
  const args = { action: use.action, resource: use.resource, template: renderArn(permission.resource) };
  out.findings.push({ ruleId: 'IT218', level: 'note', args, ...firstPlace(permission) });
}

function reportDenied(out: UsageMerge, use: Usage, declared: readonly Permission[]): void {
  const wanted = declared.some((permission) => sameAction(use, permission));
  out.findings.push({
    ruleId: wanted ? 'IT215' : 'IT216',
    level: wanted ? 'warning' : 'note',
    args: { action: use.action, resource: use.resource, count: use.count, last: use.last },
  });
}

const sameAction = (use: Usage, { action }: Permission): boolean => use.action.toLowerCase() === action.toLowerCase();

function evidenceOf(use: Usage): CloudTrailEvidence {
  const { operation, count, first, last, via } = use;
  return { source: 'cloudtrail', strength: 'proven', operation, count, first, last, ...(via && { via }) };
}

function firstPlace(permission: Permission): { location?: NonNullable<Finding['location']> } {
  const first = permission.evidence.find((item) => item.source === 'static');
  return first?.source === 'static' ? { location: first.at } : {};
}
