import { sumCounts } from '../model/counts.js';
import type { ActionGroup, Counts, Grant, RoleReport, ServiceReport } from '../model/types.js';
import { html, type Markup } from './tag.js';

/** How much of each list is shown: the whole of it is in the JSON and CSV output. */
interface Limits {
  names: number;
  services: number;
  others: number;
}

const LIMITS: readonly Limits[] = [
  { names: 20, services: 40, others: 20 },
  { names: 12, services: 12, others: 8 },
  { names: 6, services: 6, others: 4 },
  { names: 3, services: 4, others: 2 },
  { names: 2, services: 3, others: 1 },
  { names: 1, services: 2, others: 1 },
  // Numbers in place of names.
  { names: 0, services: 3, others: 1 },
];

/** Characters for all drill-downs together, so that a report on 50 functions stays below 100 KB; more roles get as much each. */
const BUDGET = 45_000;
const BUDGET_EACH = 900;

/** The drill-downs of all roles, as full as the budget allows. */
export function rolesInDetail(roles: readonly RoleReport[], reasons: readonly string[]): Markup[] {
  const most = Math.max(BUDGET, BUDGET_EACH * roles.length);
  let all: Markup[] = [];
  for (const limits of LIMITS) {
    all = roles.map((role, index) => roleDetails(role, index, { limits, reasons }));
    if (all.reduce((sum, { text }) => sum + text.length, 0) <= most) return all;
  }
  return all;
}

/** Why actions could not be observed, each reason once: the drill-downs cite them by number. */
export const reasonsOf = (roles: readonly RoleReport[]): string[] => [
  ...new Set(roles.flatMap(({ services }) => services.flatMap((one) => one.unobservable.map(({ why }) => why)))),
];

interface Context {
  limits: Limits;
  reasons: readonly string[];
}

// End tags that HTML lets us leave out are left out: they are a fifth of the page.
const roleDetails = (role: RoleReport, index: number, context: Context): Markup => html`<details id="role-${index}">
<summary>${role.name} <span class="soft">· ${headline(role)}</span></summary>
<dl>${fact('ARN', role.arn === null ? null : html`<code>${role.arn}</code>`)}${fact(
  'Not read',
  list(
    (role.problems ?? []).map((one) => html`${one}`),
    0,
  ),
)}${fact('Functions', role.functions.length === 0 ? null : html`${listed(role.functions, context.limits.others * 2)}`)}${fact('Can', escalations(role, context))}${fact('To do', role.next.length === 0 ? null : html`<ol>${role.next.map((step) => html`<li>${step}`)}</ol>`)}${fact('Services', services(role, context))}${fact('Grants', grants(role, context))}${fact(
  'Tags',
  role.tags === undefined
    ? null
    : html`<code>${listed(
        role.tags.map(({ key, value }) => `${key}=${value}`),
        context.limits.others,
      )}</code>`,
)}${fact('Unknown', unknown(role, context))}</dl></details>
`;

function headline({ granted, counts }: RoleReport): string {
  if (!granted) return 'its policy is not known';
  return `${counts.unused} of ${counts.granted} actions unused`;
}

const fact = (name: string, value: Markup | null): Markup | null => value && html`<dt>${name}<dd>${value}`;

const list = (items: readonly Markup[], left: number): Markup | null =>
  items.length === 0
    ? null
    : html`<ul>${items.map((item) => html`<li>${item}`)}${left > 0 ? html`<li>and ${left} more` : null}</ul>`;

/** Patterns and managed policies that say nothing we know. */
function unknown({ unknownPatterns, unknownPolicies }: RoleReport, { limits }: Context): Markup | null {
  const all = [...unknownPatterns, ...unknownPolicies];
  return all.length === 0 ? null : html`<code>${listed(all, limits.others)}</code>`;
}

function escalations({ escalations: all }: RoleReport, { limits }: Context): Markup | null {
  const shown = all.slice(0, limits.others);
  return list(
    shown.map(({ how, actions, used }) => html`${how} <code>${actions.join(', ')}</code>${used ? ' (in use)' : ''}`),
    all.length - shown.length,
  );
}

function services({ services: all }: RoleReport, context: Context): Markup | null {
  const shown = all.toSorted((a, b) => b.counts.unused - a.counts.unused).slice(0, context.limits.services);
  return list(
    shown.map((one) => service(one, context)),
    all.length - shown.length,
  );
}

function service(
  { service: name, lastUsed, lastTried, used, needed, unused, unobservable }: ServiceReport,
  context: Context,
): Markup {
  const inUse = [
    ...used.map(({ action }) => action.slice(action.indexOf(':') + 1)),
    ...needed.flatMap((group) => group.names.map((one) => `${one} (not seen)`)),
  ];
  return html`<b>${name}</b>${lastUsed ? ` last used ${lastUsed.slice(0, 10)}` : lastTried ? ` last tried ${lastTried.slice(0, 10)}` : null}${
    inUse.length > 0 ? html`; in use ${named(inUse, context.limits.names)}` : null
  }${groups('unused', unused, context)}${groups('not observable', unobservable, context)}`;
}

const groups = (state: string, all: readonly ActionGroup[], { limits, reasons }: Context): Markup | null =>
  all.length === 0
    ? null
    : html`; ${state}${all.map(({ level, names, more, why }, i) => {
        const number = reasons.indexOf(why) + 1;
        return html`${i > 0 ? ',' : ''} ${level} ${named(names, limits.names, more)}${number > 0 ? html` <a href="#why-${number}">[${number}]</a>` : null}`;
      })}`;

/** Grants that are written in one place for one resource are one line. */
function grants({ grants: all }: RoleReport, { limits }: Context): Markup | null {
  if (limits.names === 0) return null;
  const lines = new Map<string, { head: Grant; actions: string[]; counts: Counts[] }>();
  for (const grant of all) {
    const { resource, origin, at } = grant;
    const key = [resource, origin, at?.file, at?.line].join('\n');
    const line = lines.get(key) ?? { head: grant, actions: [], counts: [] };
    line.actions.push(grant.action);
    line.counts.push(grant.counts);
    lines.set(key, line);
  }
  const unused = [...lines.values()].filter(({ counts }) => counts.some((one) => one.unused > 0));
  const shown = unused.slice(0, limits.others);
  return list(
    shown.map(({ head: { resource, origin, at }, actions, counts }) => {
      const sum = sumCounts(counts);
      return html`<code>${listed(actions, 4)}</code> on <code>${resource}</code>: ${sum.unused} of ${sum.granted} unused <span class="soft">(${origin}${at ? `, ${at.file}:${at.line}` : ''})</span>`;
    }),
    unused.length - shown.length,
  );
}

const named = (names: readonly string[], most: number, more = 0): Markup =>
  most === 0 ? html`${names.length + more}` : html`<code>${listed(names, most, more)}</code>`;

function listed(all: readonly string[], most: number, more = 0): string {
  const left = Math.max(0, all.length - most) + more;
  return all.slice(0, most).join(', ') + (left > 0 ? ` and ${left} more` : '');
}
