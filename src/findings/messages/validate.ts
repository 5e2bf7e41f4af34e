import type { MessageTable } from '../message.js';

/** Checks of policy documents that Access Analyzer does not have, and the frame for those it has: 5xx. */
export const VALIDATE_MESSAGES: MessageTable = {
  IT500: {
    title: 'Access Analyzer policy check',
    text: ({ code, message }) => `${code}: ${message}`,
    advice: 'See the policy check reference of IAM Access Analyzer for the code.',
  },
  IT501: {
    title: 'Action and resource never meet',
    text: ({ what, types }) => `${what} matches nothing in this statement; its actions are for: ${types}.`,
    advice: 'Give the action a resource of a type it is for, or take it out: as it stands it has no effect.',
  },
  IT502: {
    title: 'Short ARN',
    text: ({ arn }) => `${arn} has fewer than six fields; IAM reads those it lacks as wildcards.`,
    advice: 'Write all six fields, so that a reader sees what is open.',
  },
  IT503: {
    title: 'Action takes no resource',
    text: ({ action, does }) =>
      `${action} takes no resource: it only ever matches "*", so this statement does not ${does} it.`,
    advice: 'Move the action to a statement with "Resource": "*".',
  },
  IT504: {
    title: 'Resource could be named',
    text: ({ types }) => `Every action of this statement takes a resource (${types}), yet it is on "*".`,
    advice: 'Name the resources.',
  },
  IT505: {
    title: 'Operation written as an action',
    text: ({ action, needed }) => `${action} is an API operation, not an action: it is authorised by ${needed}.`,
    advice: 'Write the action that authorises the operation.',
  },
  IT506: {
    title: 'ARN that does not match what it looks like',
    text: ({ arn, instead }) => `${arn}: ${instead}.`,
    advice: 'Write the form that AWS matches; the help page names the source for each service.',
  },
  IT507: {
    title: 'Statement without effect',
    text: ({ why }) => `The statement changes nothing: ${why}.`,
    advice: 'Take it out. This is proved for every request, not guessed from the text.',
  },
  IT508: {
    title: 'Way to more privileges',
    text: ({ ways }) => `Who holds this policy can ${ways}.`,
    advice: 'Take one of the actions out, name the resources, or add a permissions boundary that denies it.',
  },
  IT509: {
    title: 'Resource as good as "*"',
    text: ({ arn, type }) => `${arn} matches every resource of type ${type}.`,
    advice: 'Name the resource, or at least the account and a prefix.',
  },
  IT510: {
    title: 'Character that IAM rejects',
    text: ({ character }) => `The text holds ${character}; IAM takes U+0009, U+000A, U+000D and U+0020–U+00FF only.`,
    advice: 'Put a wildcard in its place, or rename the resource.',
  },
  IT511: {
    title: 'Key unknown to every action of a wildcard',
    text: ({ key, action }) => `No action that ${action} matches knows the condition key ${key}.`,
    advice: 'Move the wildcard to a statement without the condition.',
  },
  IT512: {
    title: 'Account of a bucket not pinned',
    text: ({ arn }) => `${arn} does not say whose bucket it is; whoever owns the name gets the requests.`,
    advice: 'Add the condition aws:ResourceAccount if the bucket is yours.',
  },
  IT513: {
    title: 'Boundary blocks what the policy allows',
    text: ({ action, resource }) => `The boundary does not allow ${action} on ${resource}, which the policy grants.`,
    advice: 'Widen the boundary, or take the grant out of the policy: as they stand the request is denied.',
  },
  IT514: {
    title: 'Name twice in an object',
    text: ({ name }) => `${name} is here twice; readers of JSON keep only the last.`,
    advice: 'Join the two.',
  },
  IT515: {
    title: 'Role over its quota',
    text: ({ what, size, quota }) => `${what}: ${size}, and a role may have ${quota}.`,
    advice: 'Split the policies, or write them more shortly (generate --compact).',
  },
  IT516: {
    title: 'Form of a resource control policy',
    text: ({ rule }) => `A resource control policy has ${rule}.`,
    advice: 'Organizations rejects the policy as it stands.',
  },
};
