import type { Library, Shape } from '../summary.js';

const argument: Shape = { call: { returns: '$0', keepsFunctions: true } };
const runs: Shape = { call: {} };

const capture: { readonly [name: string]: Shape } = {
  captureAWS: argument,
  captureAWSClient: argument,
  captureAWSv3Client: argument,
  captureHTTPs: argument,
  captureHTTPsGlobal: runs,
  captureAsyncFunc: runs,
  captureFunc: runs,
  captureCallbackFunc: { call: { returns: '$1', keepsFunctions: true } },
  capturePromise: runs,
};

const tracer: Shape = {
  construct: {
    returns: {
      members: {
        captureAWS: argument,
        captureAWSClient: argument,
        captureAWSv3Client: argument,
        captureLambdaHandler: { call: { returns: { call: {} } } },
        captureMethod: { call: { returns: { call: {} } } },
      },
    },
  },
};

/** Tracers that wrap a client and give it back. The xray permissions come from the deployment (`Tracing: Active`), not from the code. */
export const tracers: readonly Library[] = [
  {
    packages: ['aws-xray-sdk', 'aws-xray-sdk-core'],
    source: 'https://docs.aws.amazon.com/xray-sdk-for-nodejs/latest/reference/',
    exports: capture,
  },
  {
    packages: ['@aws-lambda-powertools/tracer', '@aws-lambda-powertools/tracer/*'],
    source: 'https://docs.powertools.aws.dev/lambda/typescript/latest/features/tracer/',
    exports: { Tracer: tracer, captureLambdaHandler: { call: { returns: { members: {} } } } },
  },
];
