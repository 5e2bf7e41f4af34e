import type { SourceLocation } from './location.js';

/**
 * A string as far as it is known before deployment: a sequence of parts. `Text` is the one representation of partly known
 * strings, shared by code (`process.env.TABLE + '-v2'`), templates (`!Sub '${Orders.Arn}/*'`) and ARNs.
 */
export type Text = readonly TextPart[];

export type TextPart = LiteralPart | ReferencePart | EnvironmentPart | UnknownPart;

export interface LiteralPart {
  kind: 'literal';
  text: string;
}

/** A value that the deployment fills in. Nothing but the deployment knows its text, but everybody knows what it names. */
export interface ReferencePart {
  kind: 'reference';
  /** The template's own name: `Orders`, `TableNameParameter`, `AWS::Region`, `aws_s3_bucket.uploads`. */
  target: string;
  /** `Arn`, `StreamArn`, … for an attribute; absent for what CloudFormation's `Ref` returns (name, URL, ARN or id, by type). */
  attribute?: string;
  /** CloudFormation type of the target (`AWS::DynamoDB::Table`), also for other frameworks' resources; absent for parameters. */
  targetType?: string;
  /** What `target` is. */
  targetKind: 'resource' | 'parameter' | 'pseudo' | 'import' | 'dynamic';
  /** How the function's own template names the value when `target` is declared in another one: `TableNameParameter`, `Storage.Outputs.TableArn`. */
  via?: string;
  /** The module in whose words `via` is written (`module.orders.`, empty for the root); for Terraform only. */
  viaModule?: string;
  /** The value is cut at a separator and this piece of it is meant: the name at the end of a queue's URL. */
  piece?: { separator: string; index: number };
  /** What the value named by `via` holds: an attribute of the target, or absent for what `Ref` returns. */
  viaAttribute?: string;
}

/** `process.env.NAME` as read by code. `value` is what the deployment sets; `fallback` what the code uses when it is unset. */
export interface EnvironmentPart {
  kind: 'env';
  name: string;
  value?: Text;
  fallback?: Text;
}

/** A hole: any text could stand here. Always says why, and where it arose when that is a place in the project. */
export interface UnknownPart {
  kind: 'unknown';
  reason: string;
  at?: SourceLocation;
  /** Where the text comes from when that is known although its value is not: `event.Records[].s3.bucket.name`. */
  source?: string;
  /** The only texts that can stand here, when they are known (`Fn::If`, `Fn::FindInMap`): see `alternativesOf`. */
  oneOf?: readonly Text[];
}

export const literal = (text: string): Text => (text === '' ? [] : [{ kind: 'literal', text }]);

export const unknownText = (reason: string, at?: SourceLocation, source?: string): Text => [
  { kind: 'unknown', reason, ...(at && { at }), ...(source && { source }) },
];

/** Joins texts and merges neighbouring literals, so that equal strings have equal parts. */
export function concatTexts(...texts: readonly Text[]): Text {
  const out: TextPart[] = [];
  for (const part of texts.flat()) {
    const last = out.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal')
      out[out.length - 1] = { kind: 'literal', text: last.text + part.text };
    else if (part.kind !== 'literal' || part.text !== '') out.push(part);
  }
  return out;
}

/** What is written out of a text, with `*` where a part is not literal: for telling what kind of thing it names. */
export const writtenOut = (text: Text): string =>
  text.map((part) => (part.kind === 'literal' ? part.text : '*')).join('');

/** The exact string, or undefined when any part is not a literal. */
export function literalOf(text: Text): string | undefined {
  let out = '';
  for (const part of text) {
    if (part.kind !== 'literal') return undefined;
    out += part.text;
  }
  return out;
}

/**
 * Replaces environment parts by what is known of them: the deployed value if set, else the fallback when `useFallback`, else the part stays.
 * Deployed values win because they are what runs.
 */
export function bindEnvironment(text: Text, useFallback: boolean): Text {
  return concatTexts(
    ...text.map((part): Text => {
      if (part.kind !== 'env') return [part];
      if (part.value) return bindEnvironment(part.value, useFallback);
      if (part.fallback && useFallback) return bindEnvironment(part.fallback, useFallback);
      return [part];
    }),
  );
}

/**
 * Every text that a text can be, when holes with known alternatives are filled; the text itself when it has none. More than `limit`
 * alternatives stay holes, so that a template cannot multiply them without end.
 */
export function alternativesOf(text: Text, limit = 12): Text[] {
  let out: Text[] = [[]];
  for (const part of text) {
    const choices =
      part.kind === 'unknown' && part.oneOf ? part.oneOf.flatMap((choice) => alternativesOf(choice, limit)) : [[part]];
    const fits = choices.length * out.length <= limit;
    out = out.flatMap((head) => (fits ? choices : [[part]]).map((tail) => concatTexts(head, tail)));
  }
  return out;
}
