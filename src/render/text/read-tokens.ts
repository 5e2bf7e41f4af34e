import type { FunctionAnalysis } from '../../model/analysis.js';
import { TEMPLATE_CONTEXT } from '../../model/arn.js';
import { renderText } from '../../model/arn-render.js';
import { bindEnvironment, concatTexts, type Text, type TextPart } from '../../model/text.js';

const PSEUDO_TARGETS = ['AWS::Partition', 'AWS::Region', 'AWS::AccountId', 'AWS::URLSuffix'];

/**
 * Policies hold text; template languages need the references in it. Returns a function from text of the function's policies to parts:
 * every `${…}` that a permission of this function has rendered is its reference again, everything else is IAM pattern text.
 */
export function tokenReader({ permissions, fn }: Pick<FunctionAnalysis, 'permissions' | 'fn'>): (text: string) => Text {
  const tokens = new Map<string, TextPart>();
  const add = (part: TextPart) => {
    if (part.kind === 'reference' || part.kind === 'env') tokens.set(renderText([part], TEMPLATE_CONTEXT), part);
  };
  for (const target of PSEUDO_TARGETS) add({ kind: 'reference', target, targetKind: 'pseudo' });
  for (const { resource, condition } of [...permissions, ...fn.platform]) {
    const values = Object.values(condition ?? {}).flatMap((keys) => Object.values(keys).flat());
    for (const text of [resource, ...values]) for (const part of bindEnvironment(text, false)) add(part);
  }
  // A name may hold another (`${${AWS::StackName}-Arn}`): the longest that fits is meant.
  const known = [...tokens].toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  return (text) => splitAtTokens(text, known);
}

function splitAtTokens(text: string, tokens: readonly (readonly [string, TextPart])[]): Text {
  const out: TextPart[] = [];
  let rest = text;
  while (rest !== '') {
    const found = tokens.find(([token]) => rest.startsWith(token));
    const next = found ? found[0].length : Math.max(1, rest.indexOf('${', 1) < 0 ? rest.length : rest.indexOf('${', 1));
    out.push(found ? found[1] : { kind: 'literal', text: rest.slice(0, next) });
    rest = rest.slice(next);
  }
  return concatTexts(out);
}
