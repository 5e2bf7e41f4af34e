import type { ArnContext } from '../../../model/arn.js';
import type { ConditionBlock, PolicyDocument, Principal, Statement } from '../../../model/policy.js';
import { alternativesOf, literalOf, type Text } from '../../../model/text.js';
import type { Canonical } from '../../declared/canonical.js';
import { declaredResources, declaredTexts } from '../../declared/render.js';
import { child, entriesOf, locationOf, scalarOf, type TemplateNode } from '../../template/node.js';
import type { Expressions } from '../expressions.js';
import { listOf } from '../function.js';

export interface DocumentContext {
  evaluator: Expressions;
  context: ArnContext;
  canonical: Canonical;
  /** Filled with what every `${…}` text of a resource or condition was written from, so that it can be read back exactly. */
  texts: Map<string, Text>;
}

/** A policy document of a template with its expressions written as references. Undefined, and reported, when it has no statements. */
export function documentOf(node: TemplateNode | undefined, use: DocumentContext): PolicyDocument | undefined {
  const statements = child(node, 'Statement');
  if (!node || !statements) {
    if (node) use.evaluator.scope.report({ ruleId: 'IT322', level: 'warning', args: {}, location: locationOf(node) });
    return undefined;
  }
  return { Version: scalarOf(child(node, 'Version')) ?? '2012-10-17', Statement: statementsOf(statements, use) };
}

/** Statements of a list or a single one, of both branches of conditions. */
export const statementsOf = (node: TemplateNode | undefined, use: DocumentContext): Statement[] =>
  listOf(node).flatMap((item) => statementOf(item, use) ?? []);

function statementOf(node: TemplateNode, use: DocumentContext): Statement | undefined {
  const { evaluator, context, canonical } = use;
  const effect = scalarOf(child(node, 'Effect'));
  if (effect !== 'Allow' && effect !== 'Deny') {
    // `AWS::NoValue` from a condition, or a statement made by a macro: nothing is granted by what cannot be read.
    if (node.kind === 'map')
      evaluator.scope.report({ ruleId: 'IT322', level: 'warning', args: {}, location: locationOf(node) });
    return undefined;
  }
  const statement: Statement = { Effect: effect };
  const sid = scalarOf(child(node, 'Sid'));
  if (sid !== undefined) statement.Sid = sid;
  for (const key of ['Action', 'NotAction'] as const) {
    const actions = evaluator.list(child(node, key)).flatMap((text) => declaredTexts(text, context));
    if (child(node, key)) statement[key] = actions;
  }
  for (const key of ['Resource', 'NotResource'] as const) {
    const resources = evaluator
      .list(child(node, key))
      .flatMap((text) => remembered(canonical(text), use, declaredResources));
    if (child(node, key)) statement[key] = [...new Set(resources)];
  }
  const principal = principalOf(child(node, 'Principal'), evaluator, context);
  if (principal) statement.Principal = principal;
  const condition = conditionOf(child(node, 'Condition'), use);
  if (condition) statement.Condition = condition;
  return statement;
}

/** The strings a text stands for; what each was written from is noted. A text without references is the widest of its spelling. */
function remembered(text: Text, { context, texts }: DocumentContext, render: typeof declaredTexts): string[] {
  return alternativesOf(text).flatMap((alternative) => {
    const [rendered = '', ...more] = render(alternative, context);
    const plain = literalOf(alternative) !== undefined;
    if (more.length === 0 && (plain || !texts.has(rendered))) texts.set(rendered, alternative);
    return [rendered, ...more];
  });
}

function principalOf(
  node: TemplateNode | undefined,
  evaluator: Expressions,
  context: ArnContext,
): Principal | undefined {
  if (!node) return undefined;
  if (node.kind !== 'map') return scalarOf(node) === '*' ? '*' : undefined;
  return Object.fromEntries(
    entriesOf(node).map(([type, value]) => [
      type,
      evaluator.list(value).flatMap((text) => declaredTexts(text, context)),
    ]),
  );
}

/** `{ StringEquals: { key: value } }`; the short form `Condition: X` inside a statement does not exist. */
function conditionOf(node: TemplateNode | undefined, use: DocumentContext): ConditionBlock | undefined {
  if (node?.kind !== 'map') return undefined;
  return Object.fromEntries(
    entriesOf(node).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        entriesOf(keys).map(([key, value]) => [
          key,
          use.evaluator.list(value).flatMap((text) => remembered(text, use, declaredTexts)),
        ]),
      ),
    ]),
  );
}
