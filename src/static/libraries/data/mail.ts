import type { Call, Library } from '../summary.js';

const FROM = '$0.from';

/** The message is sent raw; the sender is the identity that must be allowed. */
const raw: Call = {
  client: 'ses',
  operation: 'SendRawEmail',
  when: '@options.SES',
  unless: '@options.SES.sesClient',
  config: '@options.SES.ses | @options.SES',
  input: { Source: FROM },
};
const v2: Call = {
  client: 'sesv2',
  operation: 'SendEmail',
  when: '@options.SES.sesClient',
  config: '@options.SES.sesClient',
  input: { FromEmailAddress: FROM, Content: { members: { Raw: { members: {} } } } },
};

const createTransport = {
  call: {
    bind: { options: '$0' },
    returns: {
      chains: true,
      members: { sendMail: { call: { calls: [raw, v2] } }, verify: { call: { calls: [raw, v2] } } },
    },
  },
};

/** Mail through SES; other transports make no AWS call. */
export const mail: readonly Library[] = [
  {
    packages: ['nodemailer'],
    source: 'https://nodemailer.com/transports/ses/',
    exports: { createTransport, default: { members: { createTransport } } },
  },
];
