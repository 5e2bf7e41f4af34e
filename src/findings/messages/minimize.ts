import type { MessageTable } from '../message.js';

/** What can be said about the size, the proof and the life of a policy: 4xx. */
export const MINIMIZE_MESSAGES: MessageTable = {
  IT401: {
    title: 'Policy too large for an inline policy',
    text: ({ name, size, quota }) =>
      `Policy ${name} takes ${size} characters; the inline policies of a role may take ${quota}.`,
    advice: 'Split it into managed policies (--split managed), or write actions as exact globs (--compact).',
  },
  IT402: {
    title: 'Policy does not fit into the policies of a role',
    text: ({ name, size, policies }) =>
      `Policy ${name} takes ${size} characters and does not fit into ${policies} managed policies.`,
    advice:
      'Add --compact, ask AWS for more managed policies per role, or allow the least risky over-grant with --relax.',
  },
  IT403: {
    title: 'Granted although nobody asked for it',
    text: ({ action, resource, reason }) => `${action} on ${resource} is granted beyond the needs: ${reason}.`,
    advice: 'This is what --relax paid to fit the quota. Leave it out to get the exact policy, or split the function.',
  },
  IT404: {
    title: 'Policy split',
    text: ({ name, policies, size }) =>
      `Policy ${name} takes ${size} characters, so it was split into ${policies} policies by what their services are for.`,
    advice: 'Attach all of them to the role; together they allow exactly what is needed.',
  },
  IT405: {
    title: 'Minimised policy not decided, plain policy printed',
    text: ({ name, why }) =>
      `Whether the minimised form of ${name} is exact was not decided (${why}); the plain form is printed instead.`,
    advice: 'Nothing is lost: the plain form says each permission as it is needed. It is only longer.',
  },
  IT406: {
    title: 'Character that IAM does not accept',
    text: ({ action, resource }) =>
      `The resource of ${action} holds characters IAM rejects in documents; they became a wildcard: ${resource}.`,
    advice: 'Use names in U+0020–U+00FF, or check that the wildcard is acceptable.',
  },
  IT407: {
    title: 'Boundary has less headroom than asked for',
    text: ({ name, asked, used }) =>
      `Boundary ${name} does not fit one managed policy with ${asked} headroom; ${used} is used.`,
    advice: 'A boundary is one document of 6,144 characters. Split the function, or accept the wider envelope.',
  },
  IT408: {
    title: 'Glob matches actions nobody needed',
    text: ({ glob, gained }) => `${glob} matches actions nobody needed when it was written: ${gained}.`,
    advice: 'Generate the policy again with the newer catalog, or write the actions out.',
  },
  IT409: {
    title: 'Boundary does not fit one managed policy',
    text: ({ name, size, quota }) =>
      `Boundary ${name} takes ${size} characters even at its coarsest; a boundary is one document of ${quota}.`,
    advice: 'Split the function, so that each part touches fewer services.',
  },
};
