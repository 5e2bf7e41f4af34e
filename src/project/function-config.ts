import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { literal, type Text } from '../model/text.js';
import { UserError } from '../model/user-error.js';
import { templateOf } from './cloudformation/index.js';
import { managedPolicies } from './declared/managed-policies.js';
import type { ProjectFiles } from './files.js';
import type { ReadOptions } from './options.js';
import type { FunctionSpec } from './spec.js';
import { mapNode, scalarNode } from './template/build.js';
import { child, mapOf, type TemplateNode } from './template/node.js';
import { parseTemplate } from './template/parse.js';

const MAX_BYTES = 1024 * 1024;

/**
 * The deployed configuration of a function: the output of `aws lambda get-function-configuration`, or of `get-function`, whose
 * `Configuration` it is. Its members are CloudFormation's but for two names.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
 * Throws UserError when the file cannot be read or is something else.
 */
export function configuredSpec(files: ProjectFiles, options: ReadOptions): FunctionSpec | undefined {
  if (options.functionConfig === undefined) return undefined;
  const shown = path.basename(options.functionConfig);
  const root = parseTemplate(shown, textOf(options.functionConfig, '--function-config'));
  const configuration = mapOf(child(root, 'Configuration')) ?? mapOf(root);
  if (!configuration || !child(configuration, 'FunctionName')) {
    throw new UserError(`${shown} is not the configuration of a function`, {
      location: { file: shown, line: 1, column: 1 },
      advice: 'make it with `aws lambda get-function-configuration --function-name <name>`',
    });
  }
  const properties = mapNode(configuration, {
    ...Object.fromEntries(configuration.entries),
    KmsKeyArn: child(configuration, 'KMSKeyArn'),
    Layers: layersOf(configuration),
  });
  const resource = mapNode(configuration, {
    Type: scalarNode(configuration, 'AWS::Lambda::Function'),
    Properties: properties,
  });
  const template = mapNode(configuration, { Resources: mapNode(configuration, { Function: resource }) });
  const read = templateOf(
    template,
    { files, file: shown, options, managed: managedPolicies(options.managedPolicies), report: () => {} },
    'folder',
  );
  return read.functions[0];
}

function layersOf(configuration: TemplateNode): TemplateNode | undefined {
  const layers = child(configuration, 'Layers');
  if (layers?.kind !== 'list') return undefined;
  return { ...layers, items: layers.items.flatMap((layer) => child(layer, 'Arn') ?? []) };
}

/**
 * Variables of `NAME=value` lines, with `export`, quotes and comments as dotenv has them.
 * Throws UserError for a line that is none.
 */
export function environmentFile(file: string | undefined): { [name: string]: Text } {
  if (file === undefined) return {};
  const out: { [name: string]: Text } = {};
  for (const [index, line] of textOf(file, '--env-file').split(/\r?\n/).entries()) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match)
      throw new UserError('A line of an environment file is NAME=value', {
        location: { file: path.basename(file), line: index + 1, column: 1 },
      });
    const quoted = /^(["'])(.*)\1(\s+#.*)?$/.exec(match[2]!);
    out[match[1]!] = literal(quoted ? quoted[2]! : match[2]!.replace(/\s+#.*$/, ''));
  }
  return out;
}

function textOf(file: string, option: string): string {
  try {
    const stat = statSync(file);
    if (stat.isFile() && stat.size <= MAX_BYTES) return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `The file of ${option} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new UserError(`${file} of ${option} is not a file of at most ${MAX_BYTES / 1024 / 1024} MB`);
}
