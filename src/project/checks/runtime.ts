import { extensionsOf } from '../platform/extensions.js';
import type { Check } from './check.js';

/** Dates of deprecation: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated (as of November 2026). */
const DEPRECATED: { readonly [runtime: string]: string } = {
  nodejs: '2016-10-31',
  'nodejs4.3': '2020-03-05',
  'nodejs4.3-edge': '2019-04-30',
  'nodejs6.10': '2019-08-12',
  'nodejs8.10': '2020-03-06',
  'nodejs10.x': '2021-07-30',
  'nodejs12.x': '2023-03-31',
  'nodejs14.x': '2023-12-04',
  'nodejs16.x': '2024-06-12',
  'nodejs18.x': '2025-09-01',
  'nodejs20.x': '2026-04-30',
};

/** IT340 */
export const deprecatedRuntime: Check = (spec, _context, report) => {
  for (const runtime of spec.runtimes) {
    const since = Object.hasOwn(DEPRECATED, runtime) ? DEPRECATED[runtime] : undefined;
    if (since) report({ ruleId: 'IT340', level: 'warning', args: { id: spec.id, runtime, since }, location: spec.at });
  }
};

/** IT338: https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html */
export const unsignedCode: Check = (spec, _context, report) => {
  if (!spec.codeSigning && spec.code.kind !== 'image')
    report({ ruleId: 'IT338', level: 'note', args: { id: spec.id }, location: spec.at });
};

/** IT343: what an extension fetches is named in requests to localhost, which are not SDK calls. */
export const extensions: Check = (spec, _context, report) => {
  for (const { extension, at } of extensionsOf(spec)) {
    const { name, docs } = extension;
    const actions = `${extension.actions.slice(0, -1).join(', ')} and ${extension.actions.at(-1)}`;
    report({ ruleId: 'IT343', level: 'warning', args: { id: spec.id, name, actions, docs }, location: at });
  }
};
