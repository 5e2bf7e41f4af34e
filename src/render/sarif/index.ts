import type { Analysis } from '../../model/analysis.js';
import type { Finding } from '../../model/finding.js';
import { isUnresolved } from '../envelope.js';
import type { Renderer } from '../options.js';
import { sarifLog } from './log.js';

/** `--format sarif`: every finding of the project and its functions, and every SDK site that is still open. */
export const renderSarif: Renderer = (analysis, { toolVersion }) => sarifLog(findingsOf(analysis), toolVersion);

/** All that people should look at, each once: functions that share code share its findings. */
export function findingsOf({ project, functions }: Analysis): Finding[] {
  const all = [
    ...project.findings,
    ...functions.flatMap(({ findings, ledger }) => [
      ...findings,
      ...ledger.filter(isUnresolved).map(
        ({ site, reason, location }): Finding => ({
          ruleId: 'IT701',
          level: 'warning',
          args: { site, reason },
          location,
        }),
      ),
    ]),
  ];
  return [...new Map(all.map((finding) => [JSON.stringify(finding), finding])).values()];
}
