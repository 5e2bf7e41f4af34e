import { oneLine } from '../../model/escape/plain.js';
import type { Report, RoleReport } from '../model/types.js';
import { html, type Markup } from './tag.js';

interface Column {
  key: string;
  title: string;
  number?: true;
  cell(role: RoleReport, index: number): Markup;
}

/** Columns of the table of roles: `key` names the value in the embedded data by which the column sorts. */
const COLUMNS: readonly Column[] = [
  {
    key: 'name',
    title: 'Role',
    cell: ({ name, problems = [] }, index) =>
      html`<th scope="row"><a href="#role-${index}">${name}</a>${problems.length > 0 ? html` <span class="warn">in part</span>` : null}</th>`,
  },
  {
    key: 'functions',
    title: 'Functions',
    cell: ({ functions }) =>
      html`<td>${functions.slice(0, 3).join(', ')}${functions.length > 3 ? ` and ${functions.length - 3} more` : ''}`,
  },
  { key: 'risk', title: 'Risk', cell: ({ risk }) => html`<td class="risk ${risk}">${risk}` },
  number('granted', 'Granted', ({ counts }) => counts.granted),
  number('used', 'Used', ({ counts }) => counts.used),
  number('needed', 'Needed', ({ counts }) => counts.needed),
  number('unused', 'Unused', ({ counts }) => counts.unused),
  number('unobservable', 'Not observable', ({ counts }) => counts.unobservable),
  number('wildcard', 'On *', ({ wildcardActions }) => wildcardActions),
  number('escalations', 'Escalations', ({ escalations }) => escalations.length),
  { key: 'last', title: 'Last used', cell: ({ lastUsed }) => html`<td class="d">${lastUsed?.slice(0, 10) ?? '–'}` },
  {
    key: 'controls',
    title: 'Controls',
    cell: ({ controls }) => html`<td>${controls.length > 0 ? html`<a href="#controls">${controls.length}</a>` : '–'}`,
  },
];

function number(key: string, title: string, value: (role: RoleReport) => number) {
  return { key, title, number: true as const, cell: (role: RoleReport) => html`<td class="n">${value(role)}` };
}

/** The columns of a report: nobody needs an empty one, and of an account nobody may know the functions. */
const columnsOf = ({ roles }: Report): readonly Column[] =>
  roles.some(({ functions }) => functions.length > 0) ? COLUMNS : COLUMNS.filter(({ key }) => key !== 'functions');

/** The values the script sorts and filters by: a row of `values` for each row of the table, in its order, with the columns of `keys`. */
export const tableData = ({ roles }: Report) => ({
  keys: COLUMNS.map(({ key }) => key),
  values: roles.map(({ name, functions, risk, counts, wildcardActions, escalations, lastUsed, controls }) => [
    oneLine(name),
    oneLine(functions[0] ?? ''),
    risk,
    counts.granted,
    counts.used,
    counts.needed,
    counts.unused,
    counts.unobservable,
    wildcardActions,
    escalations.length,
    lastUsed ?? '',
    controls.length,
  ]),
});

/** The table of roles with its filter. The filter shows when the script runs. */
export function roleTable(report: Report): Markup {
  const columns = columnsOf(report);
  return html`<div class="tools" id="tools" hidden>
<label for="text">Filter<input id="text" type="search" autocomplete="off"></label>
<label for="risk">Risk<select id="risk"><option value="">any</option><option>high</option><option>medium</option><option>low</option><option>none</option></select></label>
<span id="shown" class="soft" role="status"></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Roles"><table id="roles">
<thead><tr>${columns.map(
    ({ key, title, number: right }) =>
      html`<th scope="col" aria-sort="none"${right ? html` class="n"` : null}><button type="button" data-key="${key}">${title}</button></th>`,
  )}</tr></thead>
<tbody>
${report.roles.map(
  (role, index) => html`<tr>${columns.map(({ cell }) => cell(role, index))}
`,
)}</tbody></table></div>`;
}
