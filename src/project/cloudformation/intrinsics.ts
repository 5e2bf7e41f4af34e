import { concatTexts, literal, literalOf, type Text, unknownText } from '../../model/text.js';
import {
  entriesOf,
  type IntrinsicNode,
  itemsOf,
  locationOf,
  mapOf,
  scalarOf,
  type TemplateNode,
} from '../template/node.js';
import { type Expressions, joined } from './expressions.js';
import { attributeOf, readThrough, referenceTo } from './reference.js';
import type { Scope } from './scope.js';
import { substitute } from './sub.js';

/** What one intrinsic function means as a text, and as a list when it can give one. */
interface Intrinsic {
  text(argument: TemplateNode, evaluator: Expressions, node: IntrinsicNode): Text | undefined;
  list?(argument: TemplateNode, evaluator: Expressions, node: IntrinsicNode): Text[];
}

const opaque = (reason: string): Intrinsic => ({
  text: (_argument, _evaluator, node) => unknownText(reason, locationOf(node)),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export const FUNCTIONS: { readonly [name: string]: Intrinsic } = {
  Ref: {
    text: (argument, evaluator, node) =>
      readThrough(node, referenceTo(attributeName(argument, evaluator), evaluator.scope, locationOf(node))),
  },
  'Fn::GetAtt': {
    text(argument, evaluator, node) {
      const [target = '', ...path] =
        argument.kind === 'list'
          ? argument.items.map((item) => attributeName(item, evaluator))
          : (scalarOf(argument) ?? '').split('.');
      return readThrough(node, attributeOf(target, path.join('.'), evaluator.scope, locationOf(node)));
    },
  },
  'Fn::Sub': {
    text(argument, evaluator, node) {
      const [template, variables] = argument.kind === 'list' ? argument.items : [argument];
      const values = new Map(entriesOf(variables).map(([name, value]) => [name, evaluator.text(value)]));
      // Variables of a framework are there already: the text is joined around them.
      const isJoined = template?.kind === 'intrinsic' && template.name === 'Fn::Join';
      const parts = isJoined ? itemsOf(itemsOf(template.argument)[1]) : template ? [template] : [];
      return joined(
        ...parts.map((part) =>
          part.kind === 'scalar'
            ? substitute(scalarOf(part) ?? '', values, evaluator.scope, locationOf(node))
            : evaluator.text(part),
        ),
      );
    },
  },
  'Fn::Join': {
    text(argument, evaluator) {
      const [delimiter, items] = itemsOf(argument);
      const texts =
        items?.kind === 'list' ? items.items.flatMap((item) => joinable(item, evaluator)) : evaluator.list(items);
      const separator = literal(scalarOf(delimiter) ?? '');
      return concatTexts(...texts.flatMap((text, index) => (index === 0 ? [text] : [separator, text])));
    },
  },
  'Fn::Select': {
    text(argument, evaluator, node) {
      const [index, items] = itemsOf(argument);
      const wanted = Number(literalOf(evaluator.text(index) ?? []) ?? Number.NaN);
      const piece = pieceOf(items, wanted, evaluator);
      if (piece) return piece;
      // Of a list that is a parameter nobody knows the items.
      if (isListParameter(items, evaluator.scope))
        return unknownText('an item of a list that is a parameter', locationOf(node));
      const texts = evaluator.list(items);
      const openEnded =
        texts.some((text) => text.some((part) => part.kind === 'unknown' && part.oneOf === undefined)) &&
        texts.length === 1;
      return (
        (openEnded ? undefined : texts[wanted]) ??
        unknownText('an item of a list that is not known before deployment', locationOf(node))
      );
    },
  },
  'Fn::Split': {
    text: (_argument, _evaluator, node) => unknownText('a list where a text is expected', locationOf(node)),
    list(argument, evaluator, node) {
      const [delimiter, value] = itemsOf(argument);
      return split(evaluator.text(value) ?? [], scalarOf(delimiter) ?? ',', node);
    },
  },
  'Fn::If': {
    text(argument, evaluator, node) {
      const [condition, yes, no] = itemsOf(argument);
      return evaluator.oneOf(node, `depends on condition ${scalarOf(condition) ?? '?'}`, [
        evaluator.text(yes),
        evaluator.text(no),
      ]);
    },
    // Both branches: whoever reads a list (security groups, resources of a policy) must reckon with either.
    list(argument, evaluator) {
      const [, yes, no] = itemsOf(argument);
      return [...evaluator.list(yes), ...evaluator.list(no)];
    },
  },
  'Fn::FindInMap': {
    text(argument, evaluator, node) {
      const [name, first, second, options] = itemsOf(argument);
      const maps = alternatives(evaluator.scope.mappings, evaluator.text(name));
      const values = maps
        .flatMap((map) => alternatives(map, evaluator.text(first)))
        .flatMap((map) => alternatives(map, evaluator.text(second)));
      const fallback = mapOf(options)?.entries.get('DefaultValue');
      const texts = [...values.map((value) => evaluator.text(value)), evaluator.text(fallback)];
      return (
        evaluator.oneOf(node, 'depends on a mapping', texts) ??
        unknownText('a mapping that the template does not declare', locationOf(node))
      );
    },
  },
  'Fn::ImportValue': {
    text(argument, evaluator) {
      const name = evaluator.text(argument) ?? [];
      return [{ kind: 'reference', target: showName(name), targetKind: 'import' }];
    },
  },
  // Made by the readers of other frameworks for what only a deployment can resolve (`ssm:`, `module.x.y` …).
  'Deploy::Value': {
    text: (argument, _evaluator, node) =>
      readThrough(node, [{ kind: 'reference', target: scalarOf(argument) ?? '?', targetKind: 'dynamic' }]),
  },
  'Deploy::Unknown': {
    text: (argument, _evaluator, node) =>
      unknownText(`the value of ${scalarOf(argument) ?? '?'} is known only when applied`, locationOf(node)),
  },
  'Fn::Base64': opaque('Base64 of a text'),
  'Fn::Cidr': opaque('an address range'),
  'Fn::GetAZs': opaque('an availability zone'),
  'Fn::Length': opaque('a number that the deployment counts'),
  'Fn::GetStackOutput': opaque('an output of another stack'),
  'Fn::Transform': opaque('the result of a macro'),
  'Fn::ToJsonString': { text: (argument, evaluator) => toJson(argument, evaluator) },
  Condition: opaque('a condition'),
  ...Object.fromEntries(
    [
      'And',
      'Or',
      'Not',
      'Equals',
      'Contains',
      'EachMemberEquals',
      'EachMemberIn',
      'RefAll',
      'ValueOf',
      'ValueOfAll',
      'Any',
    ].map((name) => [`Fn::${name}`, opaque('a condition')]),
  ),
};

/** The texts an item of `Fn::Join` stands for: of `Fn::If` that is one of its branches, not both after each other. */
function joinable(item: TemplateNode, evaluator: Expressions): Text[] {
  if (item.kind !== 'intrinsic' || item.name !== 'Fn::If') return evaluator.list(item);
  const text = evaluator.text(item);
  return text ? [text] : [];
}

/** `!Select [4, !Split ['/', !Ref QueueUrl]]`: a piece of a value that only the deployment knows. */
function pieceOf(items: TemplateNode | undefined, index: number, evaluator: Expressions): Text | undefined {
  if (items?.kind !== 'intrinsic' || items.name !== 'Fn::Split' || !Number.isInteger(index)) return undefined;
  const [delimiter, value] = itemsOf(items.argument);
  const [only, ...others] = evaluator.text(value) ?? [];
  const separator = scalarOf(delimiter);
  return only?.kind === 'reference' && others.length === 0 && separator !== undefined
    ? [{ ...only, piece: { separator, index } }]
    : undefined;
}

const isListParameter = (node: TemplateNode | undefined, { parameters }: Scope): boolean =>
  node?.kind === 'intrinsic' &&
  node.name === 'Ref' &&
  /^(CommaDelimitedList|List<|AWS::SSM::Parameter::Value<(CommaDelimitedList|List<))/.test(
    parameters.get(scalarOf(node.argument) ?? '')?.type ?? '',
  );

/** A name that may be an expression: `!GetAtt [A, !Ref Attribute]`, and with AWS::LanguageExtensions `!Ref { Fn::Sub: … }`. */
const attributeName = (node: TemplateNode, evaluator: Expressions): string =>
  scalarOf(node) ?? showName(evaluator.text(node) ?? []);

/** Entries a key can name: the one entry when the key is known, every entry when it is not. */
function alternatives(map: TemplateNode | undefined, key: Text | undefined): TemplateNode[] {
  const exact = key && literalOf(key);
  if (exact === undefined) return entriesOf(map).map(([, value]) => value);
  const found = mapOf(map)?.entries.get(exact);
  return found ? [found] : [];
}

/** Splits at literal delimiters only. A reference before or after one may itself hold delimiters, so its neighbours stay as they are. */
function split(text: Text, delimiter: string, node: IntrinsicNode): Text[] {
  if (
    text.some((part) => part.kind !== 'literal') &&
    !text.some((part) => part.kind === 'literal' && part.text.includes(delimiter))
  ) {
    return [unknownText('a part of a text that is not known before deployment', locationOf(node))];
  }
  const out: Text[] = [[]];
  for (const part of text) {
    const pieces = part.kind === 'literal' && delimiter !== '' ? part.text.split(delimiter) : undefined;
    if (!pieces) out[out.length - 1] = concatTexts(out.at(-1)!, [part]);
    else
      pieces.forEach((piece, index) => {
        if (index === 0) out[out.length - 1] = concatTexts(out.at(-1)!, literal(piece));
        else out.push(literal(piece));
      });
  }
  return out;
}

function toJson(node: TemplateNode, evaluator: Expressions): Text {
  if (node.kind === 'list')
    return joined(literal('['), ...separated(node.items.map((item) => toJson(item, evaluator))), literal(']'));
  if (node.kind === 'map') {
    const members = [...node.entries].map(([key, value]) =>
      joined(literal(`${JSON.stringify(key)}:`), toJson(value, evaluator)),
    );
    return joined(literal('{'), ...separated(members), literal('}'));
  }
  if (node.kind === 'scalar') return literal(JSON.stringify(node.value));
  return joined(literal('"'), evaluator.text(node), literal('"'));
}

const separated = (texts: Text[]): Text[] =>
  texts.flatMap((text, index) => (index === 0 ? [text] : [literal(','), text]));

/** A name for people and for comparing: `${AWS::StackName}-TableArn`. */
export function showName(text: Text): string {
  return text
    .map((part) =>
      part.kind === 'literal'
        ? part.text
        : part.kind === 'reference'
          ? `\${${part.attribute ? `${part.target}.${part.attribute}` : part.target}}`
          : '*',
    )
    .join('');
}
