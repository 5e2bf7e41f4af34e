import type { MessageTable } from '../message.js';

/** What can be said about the policy of today against the one that is needed, and about changing it: 7xx. */
export const PROPOSE_MESSAGES: MessageTable = {
  IT701: {
    title: 'SDK site not resolved',
    text: ({ site, reason }) => `${site} is not fully known: ${reason}.`,
    advice: 'Make the call plain to read, or keep the action it needs in the configuration file.',
  },
  IT702: {
    title: 'Granted and not needed',
    text: ({ fn, action, resource, used }) => `${fn} may ${action} on ${resource}, and ${used}.`,
    advice: 'Run `iam-tighten propose` to see the policy without it, or keep it with a reason.',
  },
  IT703: {
    title: 'Needed and not granted',
    text: ({ fn, action, resource, why }) => `${fn} needs ${action} on ${resource} (${why}), which its policy lacks.`,
    advice: 'Add it before the call fails at run time; `iam-tighten propose` does.',
  },
  IT704: {
    title: 'Not decided',
    text: ({ fn, action, resource, why }) => `Whether ${fn} may ${action} on ${resource} was not decided: ${why}.`,
    advice: 'Give the documents of its managed policies with --managed-policies, or look at the policy by hand.',
  },
  IT705: {
    title: 'Keep entry has expired',
    text: ({ action, until, reason }) => `${action} was to be kept until ${until} (${reason}); it is no longer kept.`,
    advice: 'Remove the entry, or give it a later date if it is still needed.',
  },
  IT706: {
    title: 'Keep entry keeps nothing',
    text: ({ action, resource }) => `The entry that keeps ${action} on ${resource} matches no permission of a policy.`,
    advice: 'Remove it, or correct its action and resource.',
  },
  IT707: {
    title: 'Policy of today is not declared',
    text: ({ fn }) => `The project does not declare which policy ${fn} has, so there is nothing to compare with.`,
    advice: 'Give the policy with --existing policy.json.',
  },
  IT708: {
    title: 'Not edited',
    text: ({ fn, reason }) => `The policy of ${fn} was not edited: ${reason}.`,
    advice: 'Edit it by hand with the output of `iam-tighten generate`.',
  },
  IT709: {
    title: 'Proposal adds access',
    text: ({ fn, action, resource, why }) => `The proposal for ${fn} adds ${action} on ${resource}: ${why}.`,
    advice: 'Check that the function should be able to do this; its policy of today does not allow it.',
  },
  IT710: {
    title: 'Role is shared',
    text: ({ role, functions }) => `Role ${role} is shared by ${functions}; it needs what each of them needs.`,
    advice: 'Give every function a role of its own, so that each can have its own smallest policy.',
  },
  IT711: {
    title: 'Managed policy not known',
    text: ({ fn, name }) => `${fn} has the managed policy ${name}, whose text is not in the project.`,
    advice: 'Give its document with --managed-policies, so that it can be compared; `propose` replaces it.',
  },
  IT712: {
    title: 'Policy is made by code',
    text: ({ fn, construct }) => `The policy of ${fn} is made by code, the construct ${construct}; nothing was edited.`,
    advice: 'Replace its grants by the statements that `iam-tighten propose` prints.',
  },
};
