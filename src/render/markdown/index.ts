import type { FunctionAnalysis } from '../../model/analysis.js';
import type { ArnContext } from '../../model/arn.js';
import { renderArn } from '../../model/arn-render.js';
import { markdownBlock, markdownCode, markdownText } from '../../model/escape/markdown.js';
import { isUnresolved } from '../envelope.js';
import type { Renderer } from '../options.js';
import { witness } from '../summary.js';

const MAX_ROWS = 20;

/** `--format markdown`: what each function needs and why, with the policy folded; for pull requests and wikis. */
export const renderMarkdown: Renderer = ({ functions, arnContext }) =>
  functions.map((result) => functionSection(result, arnContext)).join('\n');

function functionSection(result: FunctionAnalysis, context: ArnContext): string {
  const { fn, permissions, policies, ledger } = result;
  const actions = new Set(permissions.map(({ action }) => action)).size;
  const rows = permissions.map(({ action, resource, evidence }) => {
    const [first, ...others] = evidence.map(witness);
    const more = others.length > 0 ? ` (+${others.length})` : '';
    return `| ${markdownCode(action)} | ${markdownCode(renderArn(resource, context))} | ${markdownText((first ?? '') + more)} |\n`;
  });
  const header = '| Action | Resource | Why |\n|---|---|---|\n';
  const open = ledger.filter(isUnresolved);
  return [
    `### ${markdownCode(fn.id)} needs ${actions} actions\n`,
    ...(rows.length > 0 ? [header + rows.slice(0, MAX_ROWS).join('')] : []),
    ...(rows.length > MAX_ROWS
      ? [details(`${rows.length - MAX_ROWS} more`, header + rows.slice(MAX_ROWS).join(''))]
      : []),
    ...policies.map(({ name, document }) =>
      details(`Policy ${markdownText(name)}`, `${markdownBlock(JSON.stringify(document, null, 2), 'json')}\n`),
    ),
    ...(open.length > 0
      ? [
          details(
            `${open.length} unresolved`,
            open
              .map(
                ({ location, site, reason }) =>
                  `- ${markdownCode(`${location.file}:${location.line}`)} ${markdownCode(site)}: ${markdownText(reason)}\n`,
              )
              .join(''),
          ),
        ]
      : []),
  ].join('\n');
}

export const details = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n</details>\n`;
