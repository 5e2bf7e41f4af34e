import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { VALIDATE_MESSAGES } from '../../src/findings/messages/validate.js';
import { AWS_CODES, type PolicyFinding, type PolicyType, validatePolicy } from '../../src/validate/index.js';
import { REPOSITORY } from '../e2e/run-cli.js';

/** A policy that breaks a rule and one that does not; each with all findings there are, as `CODE path`. */
interface CodeCase {
  code: string;
  type: PolicyType;
  resourceType?: string;
  positive: object | string;
  findings: string[];
  negative: object | string;
  remaining: string[];
}

const FOLDER = join(REPOSITORY, 'test/cases/validate');
const CASES = readdirSync(FOLDER)
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as CodeCase[]);
const catalog = openCatalog();

const say = ({ issueCode, path, suppressed }: PolicyFinding): string =>
  `${issueCode} ${path}${suppressed ? ' suppressed' : ''}`;

const check = (policy: object | string, { type, resourceType }: CodeCase): string[] =>
  validatePolicy(typeof policy === 'string' ? policy : JSON.stringify(policy), {
    type,
    catalog,
    ...(resourceType && { resourceType }),
  }).map(say);

const codesOf = (findings: readonly string[]): string[] => findings.map((finding) => finding.split(' ')[0]!);

describe('issue codes', () => {
  it.each(CASES.map((row) => [row.code, row] as const))('%s', (code, row) => {
    expect(check(row.positive, row)).toEqual(row.findings);
    expect(check(row.negative, row)).toEqual(row.remaining);
    expect(codesOf(row.findings)).toContain(code);
    expect(codesOf(row.remaining)).not.toContain(code);
  });

  it('has a case for each of the 135 codes of Access Analyzer', () => {
    const tested = new Set(CASES.map(({ code }) => code));
    expect(Object.keys(AWS_CODES).filter((code) => !tested.has(code))).toEqual([]);
    expect(Object.keys(AWS_CODES)).toHaveLength(135);
  });

  it('has a case for each own check of one document', () => {
    const tested = new Set(CASES.map(({ code }) => code));
    // IT500 frames AWS's findings in reports; IT513 and IT515 are about several documents, see role.test.ts.
    const elsewhere = ['IT500', 'IT513', 'IT515'];
    expect(Object.keys(VALIDATE_MESSAGES).filter((code) => !tested.has(code))).toEqual(elsewhere);
  });
});
