import { posix } from 'node:path';
import { concatTexts, literal, literalOf, type Text } from '../../../../model/text.js';
import { alternativesOf, joinAll } from '../../join.js';
import { stringOf, textValue, UNDEFINED, unknown } from '../../make.js';
import { exactText, textOfOne } from '../../text.js';
import type { CallContext, ObjectValue, Value } from '../../value.js';
import { tableObject } from '../table.js';

/** `path.join`: known pieces are normalised; holes stay where they are. */
function joined(context: CallContext, args: Value[], absolute: boolean): Value {
  const pieces = args.map((one) => joinAll(alternativesOf(one)));
  const known = pieces.map((one) => exactText(one));
  if (known.every((one) => one !== undefined)) {
    return stringOf(absolute ? posix.resolve('/var/task', ...known) : posix.join(...known));
  }
  const texts: Text[] = pieces.map((one) => textOfOne(alternativesOf(one)[0] ?? one, context.at));
  const out: Text[] = [];
  texts.forEach((text, index) => {
    if (index > 0 && !endsWithSlash(out.at(-1))) out.push(literal('/'));
    out.push(index > 0 ? withoutSlash(text) : text);
  });
  return textValue(concatTexts(...out));
}

const endsWithSlash = (text: Text | undefined): boolean => {
  const last = text?.at(-1);
  return last?.kind === 'literal' && last.text.endsWith('/');
};

const withoutSlash = (text: Text): Text => {
  const first = text[0];
  return first?.kind === 'literal' && first.text.startsWith('/')
    ? [{ kind: 'literal', text: first.text.slice(1) }, ...text.slice(1)]
    : text;
};

const part =
  (name: 'basename' | 'dirname' | 'extname') =>
  (context: CallContext, [path = UNDEFINED, extension]: Value[]): Value => {
    const exact = path.kind === 'string' ? literalOf(path.text) : undefined;
    if (exact === undefined)
      return unknown(`a part of a path`, context.at, path.kind === 'unknown' ? path.source : undefined);
    return stringOf(
      name === 'basename'
        ? posix.basename(exact, (extension && exactText(extension)) || undefined)
        : posix[name](exact),
    );
  };

export function pathModule(): ObjectValue {
  const module = tableObject(
    'path',
    {
      join: (context, args) => joined(context, args, false),
      resolve: (context, args) => joined(context, args, true),
      normalize: (context, args) => joined(context, args, false),
      basename: part('basename'),
      dirname: part('dirname'),
      extname: part('extname'),
      isAbsolute: (context) => unknown('a condition', context.at),
      relative: (context) => unknown('a path', context.at),
      parse: (context) => unknown('the parts of a path', context.at),
    },
    [['sep', stringOf('/')]],
  );
  module.fields.set('posix', module);
  return module;
}
