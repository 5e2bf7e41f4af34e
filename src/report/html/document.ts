import { createHash } from 'node:crypto';
import { htmlJson } from '../../model/escape/html.js';
import { CONTROLS } from '../model/controls.js';
import type { Report } from '../model/types.js';
import { evidenceText, headlineOf, omittedText, problemsText, trendText, worseText } from '../model/words.js';
import { lastUsedHistogram, roleBars } from './charts.js';
import { reasonsOf, rolesInDetail } from './role.js';
import { SCRIPT } from './script.js';
import { series } from './series.js';
import { STYLE } from './style.js';
import { roleTable, tableData } from './table.js';
import { html, Markup } from './tag.js';

/** Nothing is loaded and only our own style and script run, by their hashes: https://www.w3.org/TR/CSP3/#external-hash */
const POLICY = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'`;

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The report as one self-contained page. */
export function renderHtml(report: Report): string {
  const { totals, roles, trend } = report;
  const reasons = reasonsOf(roles);
  const data = { schemaVersion: report.schemaVersion, window: report.window, ...tableData(report) };
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>Unused permissions · iam-tighten</title>
<style>${new Markup(STYLE)}</style></head>
<body><a class="skip" href="#table">Skip to the table</a>
<header><h1>${headlineOf(report)}</h1><p class="soft">${evidenceText(report)}</p>${note(problemsText(report), 'warn')}${note(omittedText(report), 'soft')}</header>
<main><ul class="tiles">${[
    tile(totals.roles, 'roles'),
    tile(totals.granted, 'granted actions'),
    tile(totals.used + totals.needed, 'used or needed'),
    tile(totals.unused, 'unused'),
    tile(totals.unobservable, 'not observable'),
    tile(totals.wildcardActions, 'on every resource'),
    tile(totals.escalations, 'escalation paths'),
    tile(totals.sharedRoles, 'shared roles'),
  ]}</ul>
${trend ? html`<section><h2>Since the report before</h2><p>${trendText(trend)}</p>${note(worseText(report), 'warn')}${series(report)}</section>` : null}
<section><h2>Granted and used</h2>${roleBars(report)}</section>
<section><h2>Last use of granted actions</h2>${lastUsedHistogram(report)}</section>
<section id="table"><h2>Roles</h2>${roleTable(report)}</section>
<section><h2>Role by role</h2>${rolesInDetail(roles, reasons)}</section>
<section id="controls"><h2>Controls</h2><p>What the unused access of a role bears on; the evidence is that of the window above.</p>
<ul>${CONTROLS.map(({ id, title, url, about }) => html`<li><a href="${url}" rel="noreferrer">${id}</a> ${title}${about === 'privileged' ? ' (roles that manage permissions or can escalate)' : ''}</li>`)}</ul></section>
<section><h2>Method</h2><p>Policies are expanded with the action catalog ${report.catalog.version}. An action is <b>used</b> when the log shows an allowed call, <b>needed</b> when the code or the platform asks for it although no call was seen, <b>unused</b> only when every call would have been seen in at least ${report.minimumDays} days and none was, and otherwise <b>not observable</b>, which is never counted as unused. Actions denied everywhere and those outside a boundary are not counted as granted; conditions and partial denies are not evaluated.</p>
${sources(report)}${why(reasons)}</section></main>
<footer class="soft"><p>${report.tool.name} ${report.tool.version}</p></footer>
<script type="application/json" id="data">${new Markup(htmlJson(data))}</script>
<script>${new Markup(SCRIPT)}</script></body></html>
`.text;
}

const note = (text: string | undefined, style: string): Markup | null =>
  text === undefined ? null : html`<p class="${style}">${text}</p>`;

const tile = (value: number, label: string): Markup => html`<li><b>${value}</b>${label}</li>`;

/** The numbered reasons that the drill-downs cite. */
const why = (reasons: readonly string[]): Markup | null =>
  reasons.length === 0
    ? null
    : html`<h3>Why actions are not observable</h3><ol>${reasons.map((reason, i) => html`<li id="why-${i + 1}">${reason}</li>`)}</ol>`;

const sources = ({ sources: all }: Report): Markup | null =>
  all.length === 0
    ? null
    : html`<ul>${all.map(
        ({ kind, location, accounts, regions, filesFailed, gaps }) =>
          html`<li>${kind} <code>${location}</code>${accounts.length > 0 ? `, accounts ${accounts.join(', ')}` : ''}${regions.length > 0 ? `, Regions ${regions.join(', ')}` : ''}${filesFailed > 0 ? `, ${filesFailed} files could not be read` : ''}${gaps > 0 ? `, ${gaps} gaps` : ''}</li>`,
      )}</ul>`;
