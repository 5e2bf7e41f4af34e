import { readCatalogFile } from '../../../catalog/read-json.js';
import type { Statement } from '../../../model/policy.js';
import { concatTexts, type Text } from '../../../model/text.js';
import { child, locationOf, type TemplateNode } from '../../template/node.js';
import { parseTemplate } from '../../template/parse.js';
import { Evaluator } from '../evaluate.js';
import type { ParameterInfo, Scope } from '../scope.js';
import { type DocumentContext, statementsOf } from './document.js';

interface StoredTemplates {
  templates: { [name: string]: { parameters: string[]; statement: unknown[] } };
}

let stored: StoredTemplates | undefined;
const samTemplates = () => {
  stored ??= readCatalogFile<StoredTemplates>('sam/', 'policy-templates')!;
  return stored.templates;
};

/** Whether SAM has a policy template of this name. */
export const isPolicyTemplate = (name: string): boolean => Object.hasOwn(samTemplates(), name);

/**
 * Statements of a SAM policy template with the parameters a template gives it, from SAM's own definitions.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
 */
export function expandPolicyTemplate(name: string, given: TemplateNode, use: DocumentContext): Statement[] {
  const { parameters, statement } = samTemplates()[name]!;
  const values = new Map<string, Text>();
  for (const parameter of parameters) {
    const value = use.evaluator.text(child(given, parameter));
    if (value) values.set(parameter, value);
    else
      use.evaluator.scope.report({
        ruleId: 'IT314',
        level: 'warning',
        args: { name, parameter },
        location: locationOf(given),
      });
  }
  return expandDefinition(statement, values, use);
}

/** Statements of a definition in which `Ref` of a parameter stands for the value given. */
export function expandDefinition(statement: unknown[], values: Map<string, Text>, use: DocumentContext): Statement[] {
  const parsed = parsedOnce(statement, use.evaluator.scope.file);
  const evaluator = new Evaluator(definitionScope(values, use.evaluator.scope));
  const texts = new Map<string, Text>();
  const statements = statementsOf(child(parsed, 'Statement'), { ...use, evaluator, texts });
  for (const [resource, text] of texts) use.texts.set(resource, outside(text, values));
  return statements;
}

/** Names of a definition's parameters mean nothing outside of it: what was given stands in their place. */
const outside = (text: Text, values: ReadonlyMap<string, Text>): Text =>
  concatTexts(
    text.flatMap((part): Text => {
      if (part.kind !== 'reference' || part.via === undefined || !values.has(part.via)) return [part];
      const { via: _, viaAttribute: __, ...rest } = part;
      const given = values.get(part.via)?.[0];
      const named = given?.kind === 'reference' && given.via !== undefined ? given : undefined;
      return [
        {
          ...rest,
          ...(named?.via && { via: named.via, ...(named.viaAttribute && { viaAttribute: named.viaAttribute }) }),
        },
      ];
    }),
  );

const PARSED = new WeakMap<unknown[], TemplateNode>();

/** Definitions are used many times in a template; their places are never shown. */
function parsedOnce(statement: unknown[], file: string): TemplateNode {
  const known = PARSED.get(statement) ?? parseTemplate(file, JSON.stringify({ Statement: statement }));
  PARSED.set(statement, known);
  return known;
}

function definitionScope(values: Map<string, Text>, scope: Scope): Scope {
  const at = { file: scope.file, line: 1, column: 1 };
  const parameters = new Map<string, ParameterInfo>(
    [...values].map(([name, passed]) => [name, { type: 'String', default: undefined, passed, at }]),
  );
  // What is not given was reported where the template is used.
  return { ...scope, parameters, resources: new Map(), mappings: undefined, nested: new Map(), report: () => {} };
}
