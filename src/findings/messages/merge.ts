import type { MessageTable } from '../message.js';

/** What can be said once calls meet the catalog: 2xx. Areas: static 1xx, catalog and merge 2xx, project 3xx, minimize 4xx, validate 5xx, dynamic 6xx, propose 7xx. */
export const MERGE_MESSAGES: MessageTable = {
  IT201: {
    title: 'Operation not in the catalog',
    text: (a) => `${a.operation} is not an operation the catalog knows, so no permission is granted for it`,
    advice:
      'Check the spelling; if the operation is newer than the catalog, add its action by hand and update iam-tighten.',
  },
  IT202: {
    title: 'No proved action for an operation',
    text: (a) => `no IAM action is proved to authorise ${a.operation}, so none is granted`,
    advice: 'Look the operation up in the Service Authorization Reference and keep its action in the config.',
  },
  IT203: {
    title: 'A further permission may be needed',
    text: (a) => `${a.action} may be needed: ${a.when}, but ${a.reason}`,
    advice: 'If the request does set it, pass it where it can be read, or keep the action in the config.',
  },
  IT204: {
    title: 'Call made with other credentials',
    text: (a) => `${a.operation} is called with credentials of its own (${a.reason}); it is not granted to this role`,
    advice: 'Grant it to the role whose credentials are used.',
  },
  IT205: {
    title: 'Resource known only at run time',
    text: (a) => `${a.action} is granted on ${a.resource}: ${a.reason}`,
    advice: 'Read the name from an environment variable the template sets, or narrow the resource by hand.',
  },
  IT206: {
    title: 'Resource bounded by the trigger',
    text: (a) => `${a.action} is bounded to ${a.resource}, the only source the template lets invoke this function`,
    advice: 'Nothing to do; widen it by hand if events also come from elsewhere.',
  },
  IT207: {
    title: 'Environment variable is not set by the template',
    text: (a) =>
      `the code reads ${a.name}, which the template does not set; its fallback in the code is used where there is one`,
    advice: 'Set the variable in the template, so that the policy can name the resource.',
  },
};
