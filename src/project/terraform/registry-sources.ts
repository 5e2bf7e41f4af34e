/**
 * Modules of the registry that are one function each, by any way to fetch them; the second takes the arguments of `aws_lambda_function`.
 * Their parts (`//modules/alias`) are no functions.
 */
const SOURCE = /^(terraform-aws-modules\/lambda\/aws|datadog\/lambda-datadog\/aws)$/i;
const REPOSITORY = /\bgithub\.com[/:]terraform-aws-modules\/terraform-aws-lambda(\.git)?$/i;

/** Whether a module of the registry is a function. */
export function isRegistryFunction(source: unknown): boolean {
  const written = String(source ?? '')
    .replace(/\?.*$/, '')
    .replace(/^registry\.(terraform\.io|opentofu\.org)\//, '');
  return SOURCE.test(written) || REPOSITORY.test(written);
}

/** Whether a module that is not here makes functions, by its name; parts of the known one do not. */
export const isFunctionElsewhere = (source: string): boolean =>
  /lambda/i.test(source) &&
  !isRegistryFunction(source) &&
  !/terraform-aws-lambda(\.git)?\/\/|lambda\/aws\/\//.test(source);
