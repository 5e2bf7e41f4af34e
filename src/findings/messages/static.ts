import type { MessageTable } from '../message.js';

/** Complaints of the static pass about files it could not read as code. */
export const STATIC_MESSAGES: MessageTable = {
  IT101: {
    title: 'Syntax error',
    text: ({ message }) => `the file does not parse: ${message}; calls in and after this place may be missing`,
    advice: 'Mend the syntax error and run again.',
  },
  IT102: {
    title: 'File not analysed',
    text: ({ file, problem }) =>
      `${file} is loaded by the function but was not analysed: ${String(problem).replace('-', ' ')}`,
    advice: 'Point the tool at the source instead of a large bundle, or keep what the file needs by hand.',
  },
  IT103: {
    title: 'Function not analysed',
    text: (a) => `${a.function} could not be analysed and has no policy here: ${a.why}`,
    advice: 'Mend what the sentence names; the policies of the other functions are complete.',
  },
};
