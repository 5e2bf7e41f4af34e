import type { Call, Library } from '../summary.js';

const on = (operation: string, extra: Partial<Call> = {}): Call => ({
  client: 'cloudwatch-logs',
  operation,
  config: '$0.cloudWatchLogs | $0.awsOptions | $0',
  input: { logGroupName: '$0.logGroupName', logStreamName: '$0.logStreamName' },
  ...extra,
});

/** Loggers that write to CloudWatch Logs themselves, beside what Lambda writes. */
export const logging: readonly Library[] = [
  {
    // Looks for the stream, makes group and stream when they are missing, then writes.
    packages: ['winston-cloudwatch'],
    source: 'https://github.com/lazywithclass/winston-cloudwatch/blob/master/lib/cloudwatch-integration.js',
    exports: {
      default: {
        construct: {
          calls: [
            on('DescribeLogStreams'),
            on('CreateLogGroup', { unlessAllFalse: ['$0.ensureLogGroup'] }),
            on('CreateLogStream'),
            on('PutLogEvents'),
            on('PutRetentionPolicy', { when: '$0.retentionInDays' }),
          ],
          returns: { chains: true },
        },
      },
    },
  },
];
