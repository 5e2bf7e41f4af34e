import type { MessageTable } from '../message.js';

/** What can be said about the account's history: 6xx. */
export const DYNAMIC_MESSAGES: MessageTable = {
  IT601: {
    title: 'Log file not readable to its end',
    text: (a) => `${a.file} is ${a.fault}; what could be read of it is counted`,
    advice: 'Fetch the file again and repeat the run; until then its events are missing.',
  },
  IT602: {
    title: 'Log file holds something that is no record',
    text: (a) =>
      a.kind === undefined
        ? `${a.file} holds ${a.count} elements that are no CloudTrail record (${a.reason}); the others are counted`
        : `${a.file} is ${a.kind}; nothing of it is counted`,
    advice: 'Look at the file: it may be cut off, or be something else than a log.',
  },
  IT603: {
    title: 'Days without logs',
    text: (a) =>
      `${a.location} has no file for some days in ${a.places} places, first ${a.account}/${a.region} from ${a.from} to ${a.to}`,
    advice:
      'Quiet days have no files; if the role worked then, find the missing logs before you trust what was not seen.',
  },
  IT604: {
    title: 'Log files not covered by a digest',
    text: (a) => `${a.count} log files are in no verified digest, first ${a.file}`,
    advice: 'Switch on log file validation for the trail; until then these files prove nothing against tampering.',
  },
  IT605: {
    title: 'Log file or digest was changed',
    text: (a) => `${a.file}: ${a.reason}`,
    advice: 'Do not trust this history; find out who changed or deleted the file.',
  },
  IT606: {
    title: 'Events the catalog has no action for',
    text: (a) => `${a.count} events of ${a.kinds} kinds are not mapped to an action, most of them ${a.example}`,
    advice: 'They are listed under `unmapped`; keep their actions by hand if the function needs them.',
  },
  IT607: {
    title: 'Data events cannot be seen here',
    text: (a) =>
      `LookupEvents (${a.location}) holds management events only: reads of objects, items and messages are not in it`,
    advice: 'Use a trail with data events, so that their absence means something.',
  },
  IT608: {
    title: 'Trail does not log data events',
    text: (a) => `${a.trail} logs no data events, so calls on objects, items and messages cannot be seen`,
    advice: 'Add data event selectors to the trail, or rely on the code for these actions.',
  },
  IT609: {
    title: 'Generated policy is not complete',
    text: (a) => `Access Analyzer did not read the whole trail for ${a.role} (job ${a.job}); actions may be missing`,
    advice: 'Read the logs themselves (collect s3://…), or ask for fewer days.',
  },
  IT610: {
    title: 'Role without an answer of Access Advisor',
    text: (a) => `Access Advisor says nothing of ${a.role}: ${a.why}; the other roles are in the file`,
    advice: 'Mend the cause and ask again; until then nothing of this role counts as unused.',
  },
};
