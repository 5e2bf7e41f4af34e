import type { MessageTable } from '../message.js';

/** What can be said once code meets history: 21x. */
export const USAGE_MESSAGES: MessageTable = {
  IT211: {
    title: 'Declared in code, not used: dropped',
    text: (a) =>
      `${a.action} is called by the code but was never used, although a use would have been seen (${a.why}); it is left out`,
    advice: 'Run with --mode balanced to keep it, or add a keep entry with a reason.',
  },
  IT212: {
    title: 'Declared in code, not seen in use',
    text: (a) => `${a.action} is called by the code and was not seen in use (${a.why}); it is kept`,
    advice: 'Remove the call if it is dead, or drop the permission with --mode strict.',
  },
  IT213: {
    title: 'Used, but not found in the code',
    text: (a) =>
      `${a.action} on ${a.resource} was used ${a.count} times, last ${a.last}, and no call in the code explains it; ${a.outcome}`,
    advice:
      'Look for a dependency that makes the call, a call the analysis could not resolve, or another function with this role.',
  },
  IT214: {
    title: 'Used only by former code',
    text: (a) => `${a.action} on ${a.resource} was last used ${a.last}, before this code was deployed; ${a.outcome}`,
    advice: 'If nobody else uses the role, nothing needs doing.',
  },
  IT215: {
    title: 'Denied although the code needs it',
    text: (a) => `${a.action} on ${a.resource} was denied ${a.count} times, last ${a.last}, and the code calls it`,
    advice:
      'Deploy the generated policy, or look for a boundary, service control policy or resource policy that denies it.',
  },
  IT216: {
    title: 'Denied and not in the code',
    text: (a) => `${a.action} on ${a.resource} was denied ${a.count} times, last ${a.last}; it is not granted`,
    advice: 'Find out who tried: a denied call that no code explains may be probing.',
  },
  IT217: {
    title: 'Role not in the usage file',
    text: (a) => `the usage file has no role ${a.role}; history is not used for ${a.function}`,
    advice: 'Name the role with --role, or collect usage for it.',
  },
  IT218: {
    title: 'The template of the code was preferred to a pattern of the log',
    text: (a) =>
      `${a.action}: the log shows many names as ${a.resource}; granted is what the code makes, ${a.template}`,
    advice: 'If another part of the program makes names outside the template, use --mode safe or keep them.',
  },
};
