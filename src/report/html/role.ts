import type { ActionGroup, RoleReport, ServiceReport } from '../model/types.js';
import { html, type Markup } from './tag.js';

/** Names and rows shown of each list: the whole of it is in the JSON and CSV output. */
const MAX_NAMES = 8;
const MAX_ROWS = 8;

/** The drill-down of one role. */
export const roleDetails = (role: RoleReport, index: number): Markup => html`<details id="role-${index}">
<summary>${role.name} <span class="soft">· ${headline(role)}</span></summary>
<dl>${role.arn ? fact('ARN', html`<code>${role.arn}</code>`) : null}${role.functions.length > 0 ? fact('Functions', html`${role.functions.join(', ')}`) : null}${role.escalations.length > 0 ? fact('Escalation paths', list(role.escalations.map(({ how, actions, used }) => html`can ${how}: <code>${actions.join(', ')}</code>${used ? ' (in use)' : ''}`))) : null}${role.unknownPatterns.length > 0 ? fact('Not in the catalog', html`<code>${role.unknownPatterns.slice(0, MAX_NAMES).join(', ')}</code>`) : null}</dl>
${role.next.length > 0 ? html`<h3>What to do next</h3><ol>${role.next.map((step) => html`<li>${step}</li>`)}</ol>` : null}
${services(role)}${grants(role)}</details>
`;

function headline({ granted, counts }: RoleReport): string {
  if (!granted) return 'its policy is not known';
  return `${counts.unused} of ${counts.granted} actions unused`;
}

const fact = (name: string, value: Markup): Markup => html`<dt>${name}</dt><dd>${value}</dd>`;

const list = (items: readonly Markup[]): Markup =>
  html`<ul>${items.slice(0, MAX_ROWS).map((item) => html`<li>${item}</li>`)}${items.length > MAX_ROWS ? html`<li>and ${items.length - MAX_ROWS} more</li>` : null}</ul>`;

function services({ services: all }: RoleReport): Markup | null {
  if (all.length === 0) return null;
  const shown = all.toSorted((a, b) => b.counts.unused - a.counts.unused).slice(0, MAX_ROWS);
  return html`<h3>Services</h3><div class="scroll" tabindex="0" role="region" aria-label="Services"><table><thead><tr><th scope="col">Service</th><th scope="col">Last used</th><th scope="col">In use</th><th scope="col">Unused</th><th scope="col">Not observable</th></tr></thead><tbody>
${shown.map(service)}</tbody></table></div>${all.length > shown.length ? html`<p class="soft">and ${all.length - shown.length} more services</p>` : null}`;
}

const service = ({ service: name, lastUsed, used, needed, unused, unobservable }: ServiceReport): Markup =>
  html`<tr><th scope="row">${name}</th><td>${lastUsed?.slice(0, 10) ?? '–'}</td><td>${names([
    ...used.map(({ action }) => action.slice(action.indexOf(':') + 1)),
    ...needed.flatMap((group) => group.names.map((one) => `${one} (not seen)`)),
  ])}</td><td>${groups(unused)}</td><td>${groups(unobservable, true)}</td></tr>
`;

const groups = (all: readonly ActionGroup[], reasons = false): Markup =>
  all.length === 0
    ? html`–`
    : html`${all.map((group) => html`<div>${group.level}: ${names(group.names, group.more)}${reasons ? html` <span class="soft">(${group.why})</span>` : null}</div>`)}`;

function names(all: readonly string[], more = 0): Markup {
  if (all.length === 0) return html`–`;
  const left = all.length - MAX_NAMES + more;
  return html`<code>${all.slice(0, MAX_NAMES).join(', ')}</code>${left > 0 ? ` and ${left} more` : ''}`;
}

function grants({ grants: all }: RoleReport): Markup | null {
  const rows = all.filter(({ counts }) => counts.unused > 0 || counts.granted === 0).slice(0, MAX_ROWS);
  if (rows.length === 0) return null;
  return html`<h3>Grants with unused actions</h3>${list(
    rows.map(
      ({ action, resource, origin, at, counts }) =>
        html`<code>${action}</code> on <code>${resource}</code>: ${counts.unused} of ${counts.granted} unused <span class="soft">(${origin}${at ? `, ${at.file}:${at.line}` : ''})</span>`,
    ),
  )}`;
}
