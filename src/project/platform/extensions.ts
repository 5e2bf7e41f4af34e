import type { CalledByLayer } from '../../model/function.js';
import { writtenOut } from '../../model/text.js';
import type { FunctionSpec, LocatedText } from '../spec.js';

/** A layer whose extension calls AWS for the code, over HTTP on localhost. */
export interface Extension {
  name: string;
  /** What it may need, as its documentation says. */
  actions: readonly string[];
  docs: string;
}

const EXTENSIONS: readonly (Extension & { layer: RegExp })[] = [
  {
    layer: /:layer:AWS-Parameters-and-Secrets-Lambda-Extension/,
    name: 'AWS Parameters and Secrets',
    actions: ['ssm:GetParameter', 'secretsmanager:GetSecretValue', 'kms:Decrypt'],
    docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html',
  },
  {
    layer: /:layer:AWS-AppConfig-Extension/,
    name: 'AWS AppConfig',
    actions: ['appconfig:StartConfigurationSession', 'appconfig:GetLatestConfiguration'],
    docs: 'https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions.html',
  },
];

/** The extensions among a function's layers, each with the place of its layer. */
export const extensionsOf = ({ layers }: FunctionSpec): { extension: Extension; at: LocatedText['at'] }[] =>
  layers.flatMap(({ text, at }) =>
    EXTENSIONS.filter(({ layer }) => layer.test(writtenOut(text))).map((extension) => ({ extension, at })),
  );

/** What a function's extensions do with its role. */
export const calledByLayers = (spec: FunctionSpec): CalledByLayer[] =>
  extensionsOf(spec).map(({ extension: { name, actions } }) => ({ layer: name, actions }));
