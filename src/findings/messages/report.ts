import type { MessageTable } from '../message.js';

/** What the periodic report of unused permissions can say: 75x. */
export const REPORT_MESSAGES: MessageTable = {
  IT750: {
    title: 'Unused permissions',
    text: ({ role, service, unused, granted, actions, days }) =>
      `${role} has not used ${unused} of its ${granted} actions of ${service} in ${days} days: ${actions}.`,
    advice: 'Remove them; `iam-tighten propose` edits the template.',
  },
  IT751: {
    title: 'Way to escalate privileges',
    text: ({ role, how, actions }) => `${role} can ${how}, with ${actions}.`,
    advice: 'Remove one of the actions, or limit them to the resources that are meant.',
  },
  IT752: {
    title: 'Granted on every resource',
    text: ({ role, actions }) => `${role} may use ${actions} actions on every resource that could be limited to some.`,
    advice: 'Name the resources; `iam-tighten generate` reads them out of the code and template.',
  },
  IT753: {
    title: 'No history of the role',
    text: ({ role }) => `The usage file says nothing of ${role}, so that none of its actions is called unused.`,
    advice: 'Collect its history with `iam-tighten collect`, or name it with --role.',
  },
  IT754: {
    title: 'Actions not observable',
    text: ({ role, actions, why }) =>
      `Whether ${role} used ${actions} of its actions cannot be told, mostly because ${why}.`,
    advice: 'Log data events, or add Access Advisor to the collection; until then keep what the code needs.',
  },
  IT755: {
    title: 'Granted action not known',
    text: ({ role, action }) => `${role} is granted ${action}, which matches no action of the catalog.`,
    advice: 'Correct the spelling, or remove it: what IAM does not know grants nothing.',
  },
  IT756: {
    title: 'Role never used',
    text: ({ role }) => `IAM has no record that ${role} was used in the 400 days it keeps.`,
    advice: 'Delete the role, if nothing is to use it.',
  },
  IT757: {
    title: 'Policy of the role not known',
    text: ({ role }) => `Nothing says which policy ${role} has, so that nothing of it can be called unused.`,
    advice: 'Give the policy with --existing, or the account with --online or --authorization-details.',
  },
  IT758: {
    title: 'Part of a role not read',
    text: ({ role, problem }) => `${role} is reported on in part: ${problem}.`,
    advice: 'Allow what was refused, or try again later; the other roles are whole.',
  },
};
