import type { Analysis, FunctionAnalysis } from '../../model/analysis.js';
import type { RenderOptions } from '../options.js';
import type { Placeholder } from '../text/placeholders.js';
import { splitCycles } from '../text/split-cycles.js';
import { textPolicies } from '../text/statements.js';
import { withoutImplicit } from '../text/without-implicit.js';
import { policyResources } from './cloudformation.js';
import { documentTree, statementTree } from './document.js';
import { longForm } from './long-form.js';
import type { CfnScope } from './pieces.js';
import { logicalIdOf, scopes } from './scope.js';
import { SERVERLESS } from './serverless.js';
import { printYaml, type Yaml } from './yaml.js';

/** A value for a template in both notations. */
export interface CfnValue {
  block: string;
  data: unknown;
}

/** The policies of a role as the pieces a template is edited with. */
export interface CfnFragments {
  /** Inline documents, for SAM's `Policies`. */
  documents: CfnValue;
  /** `{ PolicyName, PolicyDocument }` entries, for `Policies` of an `AWS::IAM::Role`. */
  named: CfnValue;
  /** One document, for a policy resource: everything the role needs, circles included. */
  document: CfnValue;
  /** Statements alone, for the Serverless Framework. */
  statements: CfnValue;
  /** Resources for what cannot stand inside the role, by logical id. */
  apart: { id: string; value: CfnValue }[];
  /** Values the template has no name for. */
  open: Placeholder[];
}

const asValue = (tree: Yaml): CfnValue => ({ block: printYaml(tree), data: longForm(tree) });

/** Returns a function that prints the policies of one role, for the functions of one analysis. */
export function cfnPrinter(
  analysis: Analysis,
  options: RenderOptions,
): (result: FunctionAnalysis, role: string) => CfnFragments {
  const plain = scopes(analysis, options);
  const serverless = scopes(analysis, options, SERVERLESS);
  return (result, role) => {
    const { template } = result.fn;
    const kind = template === undefined ? undefined : analysis.project.templates?.[template]?.kind;
    return fragmentsOf(result, role, kind === 'serverless' ? serverless(result) : plain(result));
  };
}

function fragmentsOf(result: FunctionAnalysis, role: string, scope: CfnScope): CfnFragments {
  const { policies } = withoutImplicit(textPolicies(result), result.fn);
  const all = policies.flatMap(({ statements }) => statements);
  const { inside, outside } = splitCycles(policies, role, scope.dependencies);
  // One resource beside the role, whatever number of policies the statements come from.
  const statements = outside.flatMap((policy) => policy.statements);
  const name = `${logicalIdOf(result.fn.id)}-apart-policy`;
  const apart = statements.length > 0 ? [{ kind: 'inline' as const, name, statements }] : [];
  return {
    documents: asValue(inside.map((policy) => documentTree(policy, scope))),
    named: asValue(inside.map((policy) => ({ PolicyName: policy.name, PolicyDocument: documentTree(policy, scope) }))),
    document: asValue(documentTree({ kind: 'inline', name: '', statements: all }, scope)),
    statements: asValue(all.map((statement) => statementTree(statement, scope))),
    apart: Object.entries(policyResources(apart, scope)).map(([id, tree]) => ({ id, value: asValue(tree) })),
    open: scope.parameters.list(),
  };
}
