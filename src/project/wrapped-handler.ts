import { literalOf } from '../model/text.js';
import type { FunctionSpec } from './spec.js';

/**
 * Monitoring layers whose handler calls the function's own, which a variable names.
 * https://docs.datadoghq.com/serverless/aws_lambda/installation/nodejs/, https://docs.newrelic.com/docs/serverless-function-monitoring/aws-lambda-monitoring/enable-lambda-monitoring/,
 * https://docs.lumigo.io/docs/auto-instrumentation
 */
const WRAPPERS: readonly { handler: RegExp; variable: string }[] = [
  { handler: /datadog-lambda-js\/(dist\/)?handler\.handler$/, variable: 'DD_LAMBDA_HANDLER' },
  { handler: /newrelic-lambda-wrapper\.handler$/, variable: 'NEW_RELIC_LAMBDA_HANDLER' },
  { handler: /lumigo-auto-instrument\.handler$/, variable: 'LUMIGO_ORIGINAL_HANDLER' },
];

/** The handler the function's own code exports: what is configured, or what a wrapper around it is told to call. */
export function ownHandler(spec: FunctionSpec): string | undefined {
  const configured = spec.handler?.text;
  const wrapper = WRAPPERS.find(({ handler }) => configured !== undefined && handler.test(configured));
  const named = wrapper && spec.environment[wrapper.variable];
  return (named && literalOf(named)) ?? configured;
}
