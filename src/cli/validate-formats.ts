import type { RemoteCheck } from '../aws/access-analyzer.js';
import type { PolicyFinding, PolicyType } from '../validate/index.js';

export interface ValidatedFile {
  file: string;
  type: PolicyType;
  text: string;
  findings: PolicyFinding[];
  /** Custom policy checks that AWS was asked for, beside what our prover says to the same question. */
  checks: ({ check: string; offline?: string } & RemoteCheck)[];
}

type Format = (files: readonly ValidatedFile[], whole: readonly string[]) => string;

/** `--format` of `validate`. */
export const FORMATS: { readonly [format: string]: Format } = { text, json };

/** One line a finding, as compilers print: `policy.json:4:17: ERROR INVALID_ACTION …`. */
function text(files: readonly ValidatedFile[], whole: readonly string[]): string {
  const lines = files.flatMap(({ file, findings, checks }) => [
    ...findings.map((finding) => {
      const { line, column, findingType, issueCode, message, suppressed, source } = finding;
      const by = source === 'offline' ? '' : source === 'aws' ? ' [aws]' : ' [offline and aws]';
      const level = suppressed ? 'suppressed' : findingType;
      const why = suppressed ? ` (${suppressed})` : '';
      return `${file}:${line}:${column}: ${level} ${issueCode} ${message}${why}${by}`;
    }),
    ...checks.flatMap(({ check, result, message, reasons, offline }) => [
      `${file}: ${check} ${result}${offline ? ` (offline: ${offline})` : ''} ${message}`.trimEnd(),
      ...reasons.map(({ description, statement }) => `${file}:   statement ${(statement ?? 0) + 1}: ${description}`),
    ]),
  ]);
  const counted = files.flatMap(({ findings }) => findings).filter(({ suppressed }) => !suppressed);
  const summary = `${files.length} ${files.length === 1 ? 'policy' : 'policies'}, ${counted.length} ${counted.length === 1 ? 'finding' : 'findings'}`;
  return `${[...lines, ...whole, summary].join('\n')}\n`;
}

/** Stable and versioned, with everything a SARIF writer needs: rule, level, file, place. */
function json(files: readonly ValidatedFile[], whole: readonly string[]): string {
  const policies = files.map(({ file, type, findings, checks }) => ({ file, type, findings, checks }));
  return `${JSON.stringify({ schemaVersion: 1, policies, together: whole }, null, 2)}\n`;
}
