import type { Call, Library } from '../summary.js';

const on = (operation: string, extra: Partial<Call> = {}): Call => ({
  client: 'sqs',
  operation,
  config: '@options.sqs',
  input: { QueueUrl: '@options.queueUrl' },
  ...extra,
});

const consumer: readonly Call[] = [
  on('ReceiveMessage'),
  on('DeleteMessage', { unless: '@options.handleMessageBatch' }),
  on('DeleteMessageBatch', { when: '@options.handleMessageBatch' }),
  on('ChangeMessageVisibility', {
    when: '@options.terminateVisibilityTimeout | @options.heartbeatInterval',
    unless: '@options.handleMessageBatch',
  }),
  on('ChangeMessageVisibilityBatch', { when: '@options.terminateVisibilityTimeout | @options.heartbeatInterval' }),
];

/** Helpers around queues. */
export const queues: readonly Library[] = [
  {
    packages: ['sqs-consumer'],
    source: 'https://github.com/bbc/sqs-consumer#aws-iam-permissions',
    exports: {
      Consumer: {
        members: {
          create: {
            call: {
              bind: { options: '$0' },
              returns: { chains: true, members: { start: { call: { calls: consumer } } } },
            },
          },
        },
        construct: {
          bind: { options: '$0' },
          returns: { chains: true, members: { start: { call: { calls: consumer } } } },
        },
      },
    },
  },
  {
    packages: ['sqs-producer'],
    source: 'https://github.com/bbc/sqs-producer',
    exports: {
      Producer: {
        members: {
          create: {
            call: {
              bind: { options: '$0' },
              returns: {
                members: {
                  send: { call: { calls: [on('SendMessageBatch')] } },
                  queueSize: { call: { calls: [on('GetQueueAttributes')] } },
                },
              },
            },
          },
        },
      },
    },
  },
];
