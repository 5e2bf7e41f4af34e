import type { SourceLocation } from '../../model/location.js';
import { type ReferencePart, type Text, unknownText } from '../../model/text.js';
import type { IntrinsicNode } from '../template/node.js';
import { generatedType } from './generated.js';
import type { Scope } from './scope.js';

/** What `Ref` of a name is: undefined for `AWS::NoValue`, which removes the value it stands for. */
export function referenceTo(name: string, scope: Scope, at: SourceLocation): Text | undefined {
  if (name === 'AWS::NoValue') return undefined;
  if (name.startsWith('AWS::')) return [{ kind: 'reference', target: name, targetKind: 'pseudo' }];
  const parameter = scope.parameters.get(name);
  if (parameter)
    return parameter.passed
      ? renamed(parameter.passed, name)
      : [{ kind: 'reference', target: name, targetKind: 'parameter' }];
  // SAM lets `Ref` name what it generates for a resource: `Orders.Alias`, `Api.Stage`.
  const dot = name.indexOf('.');
  if (dot > 0 && scope.usesTransform && scope.resources.has(name.slice(0, dot)))
    return generatedReference(name.slice(0, dot), name.slice(dot + 1));
  return resourceReference(name, undefined, scope, at);
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html */
const GENERATED_BY_PROPERTY: { readonly [property: string]: string } = {
  Alias: 'AWS::Lambda::Alias',
  Version: 'AWS::Lambda::Version',
  Stage: 'AWS::ApiGateway::Stage',
};

function generatedReference(target: string, attribute: string): Text {
  const targetType = GENERATED_BY_PROPERTY[attribute];
  return [{ kind: 'reference', target, attribute, targetKind: 'resource', ...(targetType && { targetType }) }];
}

/** What `Fn::GetAtt` is; outputs of nested stacks that were read are what they stand for. */
export function attributeOf(target: string, attribute: string, scope: Scope, at: SourceLocation): Text | undefined {
  const nested = scope.nested.get(target);
  if (nested && attribute.startsWith('Outputs.')) {
    const value = nested.output(attribute.slice('Outputs.'.length));
    if (value) return renamed(value, `${target}.${attribute}`);
  }
  return resourceReference(target, attribute, scope, at);
}

function resourceReference(target: string, attribute: string | undefined, scope: Scope, at: SourceLocation): Text {
  const type = scope.resources.get(target)?.type ?? generatedType(target, scope);
  if (type === undefined) {
    scope.report({ ruleId: 'IT310', level: 'warning', args: { name: target }, location: at });
    return unknownText(`${target || 'a nameless reference'} is not declared in the template`, at);
  }
  const part: ReferencePart = { kind: 'reference', target, targetKind: 'resource' };
  if (attribute) part.attribute = attribute;
  if (type !== '') part.targetType = type;
  return [part];
}

/** A value that came from another stack, with the name by which this one knows it. Literals need none. */
const renamed = (text: Text, via: string): Text =>
  text.map((part) =>
    part.kind === 'reference' && part.targetKind !== 'pseudo' && text.length === 1
      ? { ...part, via, ...(part.attribute && { viaAttribute: part.attribute }) }
      : part,
  );

/** The text of a node that another module's name stands for. */
export function readThrough({ via }: IntrinsicNode, text: Text | undefined): Text | undefined {
  if (!via || !text) return text;
  return renamed(text, via.expression).map((part) =>
    part.kind === 'reference' && part.via === via.expression ? { ...part, viaModule: via.module } : part,
  );
}
