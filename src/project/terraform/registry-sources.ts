/** Modules of the registry that are one function each; the second takes the arguments of `aws_lambda_function`. */
const SOURCE = /^(terraform-aws-modules\/lambda\/aws|datadog\/lambda-datadog\/aws)(\/\/.*)?$/i;

/** Whether a module of the registry is a function. */
export const isRegistryFunction = (source: unknown): boolean => SOURCE.test(String(source ?? ''));
