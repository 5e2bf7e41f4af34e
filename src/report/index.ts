import type { AsffOptions } from './formats/asff.js';
import type { Report } from './model/types.js';

export { findingsOfReport } from './findings.js';
export { type BuildOptions, buildReport } from './model/build.js';
export type { AccountRole, Observer, RoleInput } from './model/inputs.js';
export { selectRoles } from './model/select-roles.js';
export type { Omitted, Report } from './model/types.js';
export { evidenceText, headlineOf, omittedText, problemsText, trendText, worseText } from './model/words.js';
export { parseAuthorizationDetails, rolesOfPages } from './sources/authorization-details.js';
export { parseReport } from './sources/previous.js';

/** Renders a report in one format. Throws UserError when the format needs what is not known. */
export type ReportRenderer = (report: Report, options: AsffOptions) => string;

/** Output formats of `report` besides SARIF, each loaded when asked for. */
export const REPORT_FORMATS: { readonly [format: string]: () => Promise<ReportRenderer> } = {
  html: async () => (await import('./html/document.js')).renderHtml,
  markdown: async () => (await import('./formats/markdown.js')).renderMarkdown,
  csv: async () => (await import('./formats/csv.js')).renderCsv,
  json: async () => (await import('./formats/json.js')).renderJson,
  junit: async () => (await import('./formats/junit.js')).renderJunit,
  asff: async () => (await import('./formats/asff.js')).renderAsff,
};
