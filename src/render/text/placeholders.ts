import type { TextPart } from '../../model/text.js';
import { UniqueNames } from './names.js';

/** A value that the output language has no name for: the user passes it in. */
export interface Placeholder {
  name: string;
  /** What to fill in, in words. */
  meaning: string;
}

type OpenPart = Extract<TextPart, { kind: 'env' | 'reference' }>;

/** Collects the values one output needs from its user, in the order of their names. */
export class Placeholders {
  private readonly names: UniqueNames;
  private readonly meanings = new Map<string, string>();

  constructor(
    private readonly spell: (words: string) => string,
    taken: Iterable<string> = [],
  ) {
    this.names = new UniqueNames(new Set(taken));
  }

  /** The name of the placeholder for a part. */
  nameOf(part: OpenPart): string {
    const [key, words, meaning] = describe(part);
    return this.add(key, words, meaning);
  }

  /** A placeholder for something else than a part. */
  add(key: string, words: string, meaning: string): string {
    const name = this.names.nameOf(key, this.spell(words));
    this.meanings.set(name, meaning);
    return name;
  }

  list(): Placeholder[] {
    return [...this.meanings]
      .map(([name, meaning]) => ({ name, meaning }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }
}

/** Identity, words for a name, and meaning of a part. */
function describe(part: OpenPart): [key: string, words: string, meaning: string] {
  if (part.kind === 'env') return [`env:${part.name}`, `env ${part.name}`, `the environment variable ${part.name}`];
  const { target, attribute, targetType } = part;
  const type = targetType === undefined ? '' : ` (${targetType})`;
  switch (part.targetKind) {
    case 'import':
      return [`import:${target}`, target, `the export ${target}`];
    case 'parameter':
      return [`parameter:${target}`, target, `the parameter ${target}`];
    case 'dynamic':
      return [`dynamic:${target}`, target, `{{${target}}}`];
    default:
      return [
        `${target}\n${attribute ?? ''}`,
        `${target} ${attribute ?? ''}`,
        attribute === undefined ? `the name of ${target}${type}` : `${attribute} of ${target}${type}`,
      ];
  }
}
