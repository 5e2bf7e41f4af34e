import { oneLine } from '../../model/escape/plain.js';
import type { Report, RoleReport, ServiceReport } from '../model/types.js';

/**
 * JUnit XML, as CI systems show it: a suite for each role, a case for each service, failed when actions of it are unused and skipped when
 * nothing of it could be observed. Format: https://github.com/testmoapp/junitxml
 */
export function renderJunit({ roles }: Report): string {
  const all = roles.map(suite);
  const sum = (key: 'tests' | 'failures' | 'skipped') => all.reduce((total, one) => total + one[key], 0);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="iam-tighten report" tests="${sum('tests')}" failures="${sum('failures')}" skipped="${sum('skipped')}" errors="0">
${all.map(({ text }) => text).join('')}</testsuites>
`;
}

function suite({ name, services }: RoleReport) {
  const failures = services.filter(({ counts }) => counts.unused > 0).length;
  const skipped = services.filter(isUnknown).length;
  const text = `  <testsuite name="${xml(name)}" tests="${services.length}" failures="${failures}" skipped="${skipped}" errors="0">
${services.map((service) => testCase(name, service)).join('')}  </testsuite>
`;
  return { tests: services.length, failures, skipped, text };
}

const isUnknown = ({ counts }: ServiceReport): boolean => counts.granted === counts.unobservable;

function testCase(role: string, service: ServiceReport): string {
  const head = `    <testcase classname="${xml(role)}" name="${xml(service.service)}"`;
  const { counts, unused } = service;
  if (isUnknown(service))
    return `${head}>\n      <skipped message="${xml(`${counts.granted} actions could not be observed: ${reasons(service)}`)}"/>\n    </testcase>\n`;
  if (counts.unused === 0) return `${head}/>\n`;
  const lines = unused.map(
    ({ level, names, more }) => `${level}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  );
  return `${head}>
      <failure type="unused" message="${counts.unused} of ${counts.granted} granted actions are unused">${lines.map(xml).join('\n')}</failure>
    </testcase>
`;
}

/** Why nothing of a service could be observed, each reason once. */
const reasons = ({ unobservable }: ServiceReport): string =>
  [...new Set(unobservable.map(({ why }) => why))].join('; ');

/** Text for XML 1.0: control characters, which it cannot hold even escaped, are shown; lone surrogates and non-characters are replaced. */
const xml = (text: string): string =>
  oneLine(text)
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
