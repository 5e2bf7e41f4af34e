import type { RoleReport } from './types.js';

type Facts = Omit<RoleReport, 'next'>;

/** When a step is due, and how it is put; in the order in which they are to be done. */
const STEPS: readonly { due(role: Facts): boolean; text(role: Facts): string }[] = [
  {
    due: ({ neverUsed }) => neverUsed,
    text: () => 'Delete the role if nothing is to use it: IAM has no record of a use in the 400 days it keeps.',
  },
  {
    due: ({ escalations }) => escalations.some(({ used }) => !used),
    text: ({ escalations }) =>
      `Break the escalation paths that are not in use (${escalations.filter(({ used }) => !used).length}): remove one action of each.`,
  },
  {
    due: ({ counts, neverUsed }) => counts.unused > 0 && !neverUsed,
    text: ({ counts, services }) => {
      const whole = services.filter((one) => one.counts.unused === one.counts.granted).map(({ service }) => service);
      const first = whole.length > 0 ? `, beginning with all of ${listed(whole)}` : '';
      return `Remove ${counts.unused} unused action${counts.unused === 1 ? '' : 's'}${first}.`;
    },
  },
  {
    due: ({ wildcardActions }) => wildcardActions > 0,
    text: ({ wildcardActions }) =>
      `Name the resources of ${wildcardActions} action${wildcardActions === 1 ? '' : 's'} granted on every resource.`,
  },
  {
    due: ({ shared }) => shared,
    text: ({ functions }) => `Give each of ${listed(functions)} a role of its own.`,
  },
  {
    due: ({ granted }) => !granted,
    text: () => 'Say which policy it has: with --existing, or --online or --authorization-details for the account.',
  },
  {
    due: ({ unknownPolicies }) => unknownPolicies.length > 0,
    text: ({ unknownPolicies }) => `Give the documents of ${listed(unknownPolicies)} with --managed-policies.`,
  },
  {
    due: ({ problems = [] }) => problems.length > 0,
    text: ({ problems = [] }) => `Have it read whole: ${problems.join('; ')}.`,
  },
  {
    due: ({ observed, granted, problems = [] }) => granted && !observed && problems.length === 0,
    text: () => 'Collect its history: iam-tighten collect … -o usage.json, or report --online.',
  },
  {
    due: ({ observed, counts }) => observed && counts.unobservable > 0,
    text: ({ counts }) =>
      `Make ${counts.unobservable} action${counts.unobservable === 1 ? '' : 's'} observable: the reasons say what the log lacks.`,
  },
];

/** What to do about a role, most pressing first; empty when it is as small as the evidence can tell. */
export const nextSteps = (role: Facts): string[] => STEPS.filter(({ due }) => due(role)).map(({ text }) => text(role));

const listed = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
