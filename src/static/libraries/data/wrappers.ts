import type { Library, Shape } from '../summary.js';

const handler: Shape = { call: { returns: '$0', keepsFunctions: true } };

const wrapper = (
  source: string,
  packages: readonly string[],
  exports: { readonly [name: string]: Shape },
): Library => ({ source, packages, exports });

/** Packages that wrap the handler and call it as it is. */
export const wrappers: readonly Library[] = [
  wrapper(
    'https://docs.sentry.io/platforms/javascript/guides/aws-lambda/',
    ['@sentry/serverless', '@sentry/aws-serverless'],
    {
      wrapHandler: handler,
      AWSLambda: { members: { wrapHandler: handler } },
    },
  ),
  wrapper('https://github.com/DataDog/datadog-lambda-js', ['datadog-lambda-js', 'datadog-lambda-js/*'], {
    datadog: handler,
  }),
  wrapper('https://github.com/newrelic/node-newrelic', ['newrelic'], { setLambdaHandler: handler }),
  wrapper('https://github.com/epsagon/epsagon-node', ['epsagon', 'epsagon-frameworks'], {
    lambdaWrapper: handler,
    stepLambdaWrapper: handler,
    nodeWrapper: handler,
  }),
  wrapper('https://github.com/lumigo-io/lumigo-node', ['@lumigo/tracer'], {
    default: { call: { returns: { members: { trace: handler } } } },
    initTracer: { call: { returns: { members: { trace: handler } } } },
  }),
  wrapper('https://github.com/thundra-io/thundra-agent-nodejs', ['@thundra/core'], {
    default: { call: { returns: handler } },
  }),
  wrapper('https://github.com/iopipe/iopipe-js-core', ['@iopipe/iopipe', '@iopipe/core'], {
    default: { call: { returns: handler } },
  }),
  wrapper(
    'https://docs.powertools.aws.dev/lambda/typescript/latest/features/batch/',
    ['@aws-lambda-powertools/batch'],
    {
      processPartialResponse: { call: { invokes: '$1', invokesWith: ['$0.Records.*'] } },
      processPartialResponseSync: { call: { invokes: '$1', invokesWith: ['$0.Records.*'] } },
    },
  ),
  // A durable function saves its progress with its role; the template's DurableConfig says so, and the project stage grants it.
  wrapper(
    'https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html',
    ['@aws/durable-execution-sdk-js'],
    {
      withDurableExecution: handler,
    },
  ),
];
