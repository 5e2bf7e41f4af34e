import type { SourceLocation } from '../../model/location.js';
import { concatTexts, literal, type Text } from '../../model/text.js';
import { literalParts } from './dynamic-reference.js';
import { attributeOf, referenceTo } from './reference.js';
import type { Scope } from './scope.js';

/** `${Name}`, `${Name.Attribute}`, `${!Literal}`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
const PLACEHOLDER = /\$\{(!?)([^${}]*)\}/g;

/**
 * Evaluates the text of `Fn::Sub`.
 * @param values variables of the long form; they win over the template's names
 */
export function substitute(
  template: string,
  values: Map<string, Text | undefined>,
  scope: Scope,
  at: SourceLocation,
): Text {
  const out: Text[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    out.push(literalParts(template.slice(end, match.index)));
    end = match.index + match[0].length;
    const name = match[2]!.trim();
    if (match[1]) out.push(literal(`\${${match[2]}}`));
    else if (values.has(name)) out.push(values.get(name) ?? []);
    else out.push(named(name, scope, at));
  }
  out.push(literalParts(template.slice(end)));
  return concatTexts(...out);
}

function named(name: string, scope: Scope, at: SourceLocation): Text {
  const dot = name.indexOf('.');
  const found =
    dot < 0 ? referenceTo(name, scope, at) : attributeOf(name.slice(0, dot), name.slice(dot + 1), scope, at);
  return found ?? [];
}
