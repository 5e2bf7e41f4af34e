import path from 'node:path';
import type { DeclaredDocument } from '../../model/function.js';
import type { PolicyDocument, Statement } from '../../model/policy.js';
import { UserError } from '../../model/user-error.js';
import { readTemplates, templateOf } from '../cloudformation/index.js';
import { permissionsDocument } from '../declared/permissions-document.js';
import type { DeployedTemplate, Framework, ReadInput } from '../framework.js';
import { platformPermissions } from '../platform/index.js';
import type { FunctionSpec } from '../spec.js';
import { child, type MapNode, mapOf } from '../template/node.js';
import { parseTemplate } from '../template/parse.js';
import { withPseudoParameters } from './pseudo-parameters.js';
import { synthesize } from './synthesize.js';
import { Variables } from './variables.js';

const CONFIG = /(^|\/)serverless([.-][\w-]+)?\.(ya?ml|json|[cm]?[jt]s)$/;
const COMPILED = '.serverless/cloudformation-template-update-stack.json';

/**
 * The Serverless Framework (v3, v4 and osls). What it compiled is preferred; else the static part of its file is read. Its code is
 * never run. https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
 */
export const serverless: Framework = {
  kind: 'serverless',
  claims: (file, text) =>
    CONFIG.test(file) &&
    !/(^|\/)serverless-compose\./.test(file) &&
    /\bprovider\b/.test(text()) &&
    /\b(functions|handler)\b/.test(text()),
  read(input) {
    const folder = path.posix.dirname(input.file);
    const compiled = input.files.inside(folder, COMPILED);
    return compiled !== undefined && input.files.isFile(compiled)
      ? readCompiled(input, compiled, folder)
      : [readStatic(input)];
  },
};

/** The compiled template names zips; the handlers' sources are beside serverless.yml. */
function readCompiled(input: ReadInput, compiled: string, folder: string): DeployedTemplate[] {
  const templates = readTemplates({ ...input, file: compiled }, 'serverless');
  for (const spec of templates.flatMap((template) => template.functions)) {
    if (spec.code.kind === 'remote')
      spec.code = { kind: 'local', path: folder === '.' ? '' : folder, at: spec.code.at };
  }
  return templates.map((template) => ({ ...template, covers: [...template.covers, input.file] }));
}

function readStatic(input: ReadInput): DeployedTemplate {
  const root = configOf(input);
  const variables = new Variables(input, root);
  const service = mapOf(withPseudoParameters(variables.resolve(root))) ?? root;
  const provider = child(service, 'provider');
  if (!child(service, 'functions') || !provider)
    return { file: input.file, kind: 'serverless', functions: [], resources: [], covers: [] };
  const { template, functions } = synthesize(service, variables.parameters);
  const read = templateOf(template, input, 'serverless');
  for (const spec of read.functions) {
    spec.nameTarget = spec.id;
    spec.id = functions.get(spec.id) ?? spec.id;
  }
  addGenerated(read.functions);
  return read;
}

function configOf(input: ReadInput): MapNode {
  const text = input.files.read(input.file) ?? '';
  if (/\.(ya?ml|json)$/.test(input.file)) {
    const root = parseTemplate(input.file, text);
    if (root.kind !== 'map')
      throw new UserError('A service is a map with `functions`', {
        location: { file: input.file, line: 1, column: 1 },
      });
    return root;
  }
  const value = input.options.objectOf?.(input.file, text, input.files.root);
  const root =
    typeof value === 'object' && value !== null ? parseTemplate(input.file, JSON.stringify(value)) : undefined;
  // Where in the program a value stands is not known: the file's first line is the best that can be said.
  if (root) root.source.locate = () => ({ line: 1, column: 1 });
  // A service may have no functions, but not one whose program speaks of them.
  if (root?.kind !== 'map' || !child(root, 'provider') || !child(root, 'functions')) {
    throw new UserError(
      `The configuration in ${input.file} has no provider and functions that can be read without running it`,
      {
        location: { file: input.file, line: 1, column: 1 },
        advice:
          'run `serverless package` (its output in .serverless/ is read) or `serverless print --format yaml > serverless.yml`',
      },
    );
  }
  return root;
}

/**
 * The framework adds what event sources, destinations, VPC and tracing need to the role it makes, for all functions that share it.
 * https://www.serverless.com/framework/docs/providers/aws/guide/iam#the-default-iam-role
 */
function addGenerated(specs: FunctionSpec[]): void {
  for (const spec of specs) {
    if (!spec.role?.key.endsWith('IamRoleLambdaExecution')) continue;
    const sharing = specs.filter((other) => other.role?.key === spec.role?.key);
    const permissions = sharing.flatMap((other) => platformPermissions(other, {}));
    const generated: DeclaredDocument = {
      origin: 'Serverless Framework defaults',
      document: withSocket(permissionsDocument(permissions, {}), sharing),
      at: spec.at,
      implicit: true,
    };
    spec.declared = {
      role: spec.role.key,
      unknownManagedPolicies: [],
      ...spec.declared,
      documents: [...(spec.declared?.documents ?? []), generated],
    };
  }
}

/**
 * With a WebSocket API the framework lets the role answer on any connection:
 * https://github.com/serverless/serverless/blob/v3.40.0/lib/plugins/aws/package/compile/events/websockets/lib/api.js
 */
function withSocket(document: PolicyDocument, specs: FunctionSpec[]): PolicyDocument {
  if (!specs.some(({ triggers }) => triggers.some(({ kind }) => kind === 'websocket'))) return document;
  const Resource = ['arn:aws:execute-api:*:*:*/@connections/*'];
  const statement: Statement = { Effect: 'Allow', Action: ['execute-api:ManageConnections'], Resource };
  return { ...document, Statement: [...[document.Statement].flat(), statement] };
}
