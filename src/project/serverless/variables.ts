import path from 'node:path';
import { UserError } from '../../model/user-error.js';
import type { ReadInput } from '../framework.js';
import { intrinsicNode, listNode, scalarNode } from '../template/build.js';
import { child, entriesOf, locationOf, type MapNode, scalarOf, type TemplateNode } from '../template/node.js';
import { parseTemplate } from '../template/parse.js';
import { alternativesIn, piecesOf, splitSource } from './variable-syntax.js';

const MAX_DEPTH = 40;
const MAX_STEPS = 200_000;

/** Resolves the variables that are known without deploying; the others stay as expressions the evaluator turns into references. */
export class Variables {
  private depth = 0;
  private steps = 0;
  private readonly open = new Set<string>();
  /** Set when the way to a value leads through a variable that the deployment chooses. */
  private passedChoice = false;
  private readonly documents = new Map<string, TemplateNode | undefined>();
  /** Values that the deployment chooses, with the default the file gives them. */
  readonly parameters = new Map<string, string | undefined>();

  constructor(
    private readonly input: ReadInput,
    private readonly root: MapNode,
  ) {}

  /** The node with every variable in it resolved, lists of maps included. */
  resolve(node: TemplateNode): TemplateNode {
    this.steps += 1;
    if (this.depth > MAX_DEPTH || this.steps > MAX_STEPS) return node;
    this.depth += 1;
    try {
      if (node.kind === 'scalar')
        return typeof node.value === 'string' && node.value.includes('${') ? this.text(node.value, node) : node;
      if (node.kind === 'list') return { ...node, items: node.items.map((item) => this.resolve(item)) };
      if (node.kind === 'intrinsic') return { ...node, argument: this.resolve(node.argument) };
      return { ...node, entries: new Map([...node.entries].map(([key, value]) => [key, this.resolve(value)])) };
    } finally {
      this.depth -= 1;
    }
  }

  /** A string: the one variable's own value, or the pieces joined. */
  private text(text: string, at: TemplateNode): TemplateNode {
    const pieces = piecesOf(text);
    const [first] = pieces;
    if (pieces.length === 1 && first && 'variable' in first) return this.variable(first.variable, at);
    const parts = pieces.map((piece) =>
      'text' in piece ? scalarNode(at, piece.text) : this.variable(piece.variable, at),
    );
    if (parts.every((part) => part.kind === 'scalar'))
      return scalarNode(at, parts.map((part) => scalarOf(part) ?? '').join(''));
    return intrinsicNode(at, 'Fn::Join', listNode(at, [scalarNode(at, ''), listNode(at, parts)]));
  }

  private variable(variable: string, at: TemplateNode): TemplateNode {
    const [expression = '', ...fallbacks] = alternativesIn(variable);
    const shown = this.shown(expression, at);
    const flat = this.plain(expression, at);
    if (flat === undefined) return this.unknown(shown ?? expression, at);
    const parts = splitSource(flat);
    if (!parts) return this.literal(flat, at) ?? this.unknown(flat, at);
    const fallback = () => (fallbacks.length > 0 ? this.variable(fallbacks.join(', '), at) : undefined);
    // `${self:custom.tables.${sls:stage}}` is one value on every stage: it stays a variable, with the default's value on the side.
    const depending = (value: TemplateNode | undefined) =>
      value && shown !== undefined && shown !== flat ? this.chosen(shown, value, at) : value;
    switch (parts.source) {
      case 'self': {
        const [value, isChosen] = this.selfWithChoice(parts.address, at);
        const kept = value && isChosen ? this.chosen(shown ?? flat, value, at) : depending(value);
        return kept ?? fallback() ?? this.unknown(shown ?? flat, at);
      }
      case 'file': {
        const value = this.file(parts.parameter, parts.address, at, fallbacks.length > 0);
        return depending(value) ?? fallback() ?? this.unknown(shown ?? flat, at);
      }
      case 'aws':
        return this.pseudo(parts.address, at);
      case 'sls':
        return this.chosen(
          `sls:${parts.address}`,
          parts.address === 'stage' ? scalarNode(at, this.stageDefault()) : fallback(),
          at,
        );
      case 'opt':
      case 'env':
      case 'param':
        return this.chosen(
          parts.source === 'opt' && parts.address === 'stage'
            ? 'sls:stage'
            : [`${parts.source}:${parts.address}`, ...fallbacks.map((one) => this.shown(one, at) ?? one)].join(', '),
          this.parameterValue(parts) ?? fallback(),
          at,
        );
      default:
        return this.unknown(shown ?? flat, at);
    }
  }

  /** The expression as Serverless reads it, with what is chosen when deploying left as variables; undefined when a part is not known. */
  private shown(expression: string, at: TemplateNode): string | undefined {
    const values = piecesOf(expression).map((piece) => {
      if ('text' in piece) return piece.text;
      const node = this.variable(piece.variable, at);
      return node.kind === 'intrinsic' && (node.name === 'Ref' || node.name === 'Deploy::Value')
        ? `\${${scalarOf(node.argument)}}`
        : scalarOf(node);
    });
    return values.every((value) => value !== undefined) ? values.join('') : undefined;
  }

  /** Text of an expression whose inner variables are resolved; undefined when one of them is not known. Choices take their default. */
  private plain(expression: string, at: TemplateNode): string | undefined {
    const values = piecesOf(expression).map((piece) =>
      'text' in piece ? piece.text : this.plainValue(this.variable(piece.variable, at)),
    );
    return values.every((value) => value !== undefined) ? values.join('') : undefined;
  }

  private plainValue(node: TemplateNode): string | undefined {
    if (node.kind === 'intrinsic' && node.name === 'Ref') return this.parameters.get(scalarOf(node.argument) ?? '');
    return scalarOf(node);
  }

  /** The value, and whether what it was found in is chosen when deploying: `custom: ${file(config.${sls:stage}.yml)}`. */
  private selfWithChoice(address: string, at: TemplateNode): [value: TemplateNode | undefined, isChosen: boolean] {
    const outer = this.passedChoice;
    this.passedChoice = false;
    const value = this.self(address, at);
    const isChosen = this.passedChoice;
    this.passedChoice = outer;
    return [value, isChosen];
  }

  private self(address: string, at: TemplateNode): TemplateNode | undefined {
    // The stage is chosen when deploying, wherever it is read from.
    if (address === 'provider.stage') return this.chosen('sls:stage', scalarNode(at, this.stageDefault()), at);
    if (this.open.has(address))
      throw new UserError(`The variable \${self:${address}} is made of itself`, { location: locationOf(at) });
    this.open.add(address);
    try {
      const found = address === '' ? this.root : this.walk(this.root, address);
      return found && this.resolve(found);
    } finally {
      this.open.delete(address);
    }
  }

  /** Follows a dotted address, resolving variables on the way. */
  private walk(root: TemplateNode, address: string): TemplateNode | undefined {
    let current: TemplateNode | undefined = root;
    for (const key of address.split('.')) {
      if (current?.kind === 'scalar') current = this.target(current);
      current = current?.kind === 'list' ? current.items[Number(key)] : child(current, key);
    }
    return current;
  }

  /**
   * What a text points at, nothing in it resolved: to read `custom.stage` where `custom` is another file's section, the rest of that
   * section, which may itself speak of `custom.stage`, must be left alone.
   */
  private target(node: TemplateNode): TemplateNode {
    const value = scalarOf(node);
    const [piece, ...more] = value === undefined ? [] : piecesOf(value);
    if (!piece || !('variable' in piece) || more.length > 0) return this.resolve(node);
    const expression = alternativesIn(piece.variable)[0] ?? '';
    const flat = this.plain(expression, node);
    if (flat !== undefined && this.shown(expression, node) !== flat) this.passedChoice = true;
    const parts = flat === undefined ? undefined : splitSource(flat);
    const key = `target ${flat}`;
    if (!parts || this.open.has(key)) return this.resolve(node);
    this.open.add(key);
    try {
      return this.pointedAt(parts, node) ?? this.resolve(node);
    } finally {
      this.open.delete(key);
    }
  }

  private pointedAt(
    parts: { source: string; parameter: string; address: string },
    at: TemplateNode,
  ): TemplateNode | undefined {
    if (parts.source === 'self')
      return parts.address === 'provider.stage' ? undefined : this.walk(this.root, parts.address);
    const document = parts.source === 'file' ? this.referred(parts.parameter, at) : undefined;
    return document && (parts.address === '' ? document : this.walk(document, parts.address));
  }

  private file(parameter: string, address: string, at: TemplateNode, mayBeMissing: boolean): TemplateNode | undefined {
    const document = this.referred(parameter, at, mayBeMissing);
    const found = document && (address === '' ? document : this.walk(document, address));
    return found && this.resolve(found);
  }

  private referred(parameter: string, at: TemplateNode, mayBeMissing = false): TemplateNode | undefined {
    const folder = path.posix.dirname(this.input.file);
    const file = this.input.files.referred(folder, parameter.trim().replace(/^~\/.*/, '..'));
    const document = file === undefined ? undefined : this.document(file);
    const isThere = file !== undefined && this.input.files.isFile(file);
    if (!document && (isThere || !mayBeMissing)) {
      this.input.report({
        ruleId: isThere ? 'IT345' : 'IT308',
        level: 'warning',
        args: isThere ? { file } : { name: '${file}', file: parameter },
        location: locationOf(at),
      });
    }
    return document;
  }

  private document(file: string): TemplateNode | undefined {
    if (!this.documents.has(file)) {
      const text = this.input.files.read(file);
      this.documents.set(file, text === undefined ? undefined : this.parsed(file, text));
    }
    return this.documents.get(file);
  }

  /** YAML and JSON; a program as far as what it exports is known without running it. */
  private parsed(file: string, text: string): TemplateNode | undefined {
    if (/\.(ya?ml|json)$/i.test(file)) return parseTemplate(file, text);
    if (!/\.[cm]?[jt]s$/i.test(file)) return undefined;
    const value = this.input.options.objectOf?.(file, text, this.input.files.root);
    if (value === undefined) return undefined;
    const node = parseTemplate(file, JSON.stringify(value));
    node.source.locate = () => ({ line: 1, column: 1 });
    return node;
  }

  private pseudo(address: string, at: TemplateNode): TemplateNode {
    const names: { [address: string]: string } = {
      accountId: 'AWS::AccountId',
      region: 'AWS::Region',
      partition: 'AWS::Partition',
    };
    return names[address]
      ? intrinsicNode(at, 'Ref', scalarNode(at, names[address]))
      : this.unknown(`aws:${address}`, at);
  }

  /** `params: { default: { x: 1 }, prod: { x: 2 } }`: the default of the file. */
  private parameterValue({ source, address }: { source: string; address: string }): TemplateNode | undefined {
    if (source !== 'param') return undefined;
    const groups = child(this.root, 'params') ?? child(this.root, 'stages');
    const found =
      child(groups, 'default', address) ??
      child(groups, 'default', 'params', address) ??
      entriesOf(groups)
        .map(([, group]) => child(group, address) ?? child(group, 'params', address))
        .find((node) => node !== undefined);
    return found && this.resolve(found);
  }

  /** A value chosen when deploying: a structure is taken from its default, but the members of an environment and a text stay a reference with the default on the side. */
  private chosen(name: string, fallback: TemplateNode | undefined, at: TemplateNode): TemplateNode {
    if (fallback?.kind === 'map' && isEnvironment(fallback)) {
      const members = [...fallback.entries].map(([key, value]): [string, TemplateNode] => [
        key,
        this.chosen(name.endsWith(')') ? `${name}:${key}` : `${name}.${key}`, value, at),
      ]);
      return { ...fallback, entries: new Map(members) };
    }
    if (fallback && fallback.kind !== 'scalar' && fallback.kind !== 'intrinsic') return fallback;
    const value = fallback?.kind === 'intrinsic' ? this.plainValue(fallback) : scalarOf(fallback);
    if (!this.parameters.has(name) || value !== undefined) this.parameters.set(name, value);
    return intrinsicNode(at, 'Ref', scalarNode(at, name));
  }

  private stageDefault(): string {
    const written = scalarOf(child(this.root, 'provider', 'stage'));
    if (written === undefined) return 'dev';
    const last =
      alternativesIn(
        piecesOf(written)
          .map((piece) => ('variable' in piece ? piece.variable : piece.text))
          .join(''),
      ).at(-1) ?? 'dev';
    return last.replace(/^['"]|['"]$/g, '').replace(/^.*:.*$/, 'dev');
  }

  private literal(text: string, at: TemplateNode): TemplateNode | undefined {
    const quoted = /^(['"])([\s\S]*)\1$/.exec(text);
    if (quoted) return scalarNode(at, quoted[2]!);
    return /^(null|true|false|-?[\d.]+)$/.test(text) ? scalarNode(at, text === 'null' ? null : text) : undefined;
  }

  private unknown(expression: string, at: TemplateNode): TemplateNode {
    return intrinsicNode(at, 'Deploy::Value', scalarNode(at, expression));
  }
}

/** A map of environment variables: each member is a value of its own. */
const isEnvironment = ({ entries }: MapNode): boolean =>
  entries.size > 0 && [...entries.keys()].every((key) => /^[A-Z][A-Z0-9_]*$/.test(key));
