import { messageOf, textOf } from '../../findings/index.js';
import { oneLine } from '../../model/escape/plain.js';
import type { Finding, FindingLevel } from '../../model/finding.js';

/** GitHub shows ten annotations of a kind for each step. https://docs.github.com/en/rest/checks/runs (limits of annotations) */
const MOST = 10;

const COMMANDS: { readonly [level in FindingLevel]: string } = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Findings as workflow commands, one a line. What is left out is counted in a last line.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-a-warning-message
 */
export function annotations(findings: readonly Finding[]): string {
  const shown = Object.keys(COMMANDS).flatMap((level) =>
    findings.filter((finding) => finding.level === level).slice(0, MOST),
  );
  const lines = shown.map((finding) => {
    const { ruleId, level, location } = finding;
    const title = `title=${property(`${ruleId} ${messageOf(ruleId).title}`)}`;
    const place = location ? `file=${property(location.file)},line=${location.line},col=${location.column},` : '';
    return `::${COMMANDS[level]} ${place}${title}::${data(textOf(finding))}\n`;
  });
  const hidden = findings.length - shown.length;
  return `${lines.join('')}${hidden > 0 ? `::notice title=iam-tighten::${hidden} more findings are in the job summary\n` : ''}`;
}

/** Escapes of https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const data = (text: string): string => oneLine(text).replace(/%/g, '%25');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
