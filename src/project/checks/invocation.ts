import type { Check } from './check.js';

/** IT333 and IT334: who may invoke the function. https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html */
export const invokers: Check = (spec, _context, report) => {
  for (const { principal, sourceArn, sourceAccount, bounded, at } of spec.invokePermissions) {
    if (bounded) continue;
    if (principal === '*') {
      if (!sourceArn && !sourceAccount)
        report({ ruleId: 'IT333', level: 'error', args: { id: spec.id }, location: at });
    } else if (/\.amazon(aws)?\.com(\.cn)?$/.test(principal) && !sourceArn && !sourceAccount) {
      report({
        ruleId: 'IT334',
        level: 'warning',
        args: { id: spec.id, principal, missing: 'SourceArn or SourceAccount' },
        location: at,
      });
    } else if (principal === 's3.amazonaws.com' && sourceArn && !sourceAccount) {
      // A bucket's ARN has no account: whoever takes the name over later could invoke the function.
      report({
        ruleId: 'IT334',
        level: 'note',
        args: { id: spec.id, principal, missing: 'SourceAccount' },
        location: at,
      });
    }
  }
};

/** Kinds of triggers that invoke asynchronously: https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html */
const ASYNCHRONOUS = new Set(['s3', 'sns', 'event-rule', 'schedule', 'logs', 'iot', 'config', 'ses', 'codecommit']);

/** IT339: events that fail three times are gone. */
export const noDeadLetter: Check = (spec, _context, report) => {
  const trigger = spec.triggers.find(({ kind }) => ASYNCHRONOUS.has(kind));
  if (trigger && !spec.deadLetter && spec.destinations.length === 0)
    report({ ruleId: 'IT339', level: 'note', args: { id: spec.id, kind: trigger.kind }, location: spec.at });
};

/** IT319: a poller whose source could be anything: its permissions cannot be worked out. */
export const unknownSource: Check = (spec, _context, report) => {
  for (const { kind, at } of spec.eventSources)
    if (kind === 'unknown') report({ ruleId: 'IT319', level: 'warning', args: { id: spec.id }, location: at });
};
