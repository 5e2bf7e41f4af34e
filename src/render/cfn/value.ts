import type { Dialect, Piece } from './pieces.js';
import { Tagged, type Yaml } from './yaml.js';

/** Pieces as the shortest value CloudFormation takes: plain text, `!Ref`, `!GetAtt`, `!Sub`, or `!Join` where `!Sub` cannot say it. */
export function cfnValue(pieces: readonly Piece[], { subTakes, plainTakes }: Dialect = {}): Yaml {
  const plain = pieces.every((piece) => piece.kind === 'text' && (piece.raw || plainTakes?.(piece.text) !== false));
  if (plain) return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
  const [only, ...others] = pieces;
  if (only && others.length === 0 && only.kind !== 'text') return single(only);
  const named = pieces.filter((piece) => piece.kind !== 'text');
  if (named.some((piece) => !('name' in piece) || piece.kind === 'import' || subTakes?.(piece.name) === false))
    return new Tagged('Join', ['', pieces.map(single)]);
  return new Tagged('Sub', pieces.map(inSub).join(''));
}

function single(piece: Piece): Yaml {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'ref':
      return new Tagged('Ref', piece.name);
    case 'attribute':
      return new Tagged('GetAtt', piece.name);
    case 'piece':
      return new Tagged('Select', [String(piece.index), new Tagged('Split', [piece.separator, single(piece.of)])]);
    case 'import':
      // A tag cannot stand directly before another one, so that a name with references takes the long form.
      return /\$\{/.test(piece.name)
        ? { 'Fn::ImportValue': new Tagged('Sub', piece.name) }
        : new Tagged('ImportValue', piece.name);
  }
}

/** `${!…}` is a literal `${…}`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
function inSub(piece: Piece): string {
  if (piece.kind === 'text') return piece.raw ? piece.text : piece.text.replaceAll('${', '${!');
  if (piece.kind === 'piece') throw new Error('a piece of a value is no name for !Sub');
  return `\${${piece.name}}`;
}
