import { joinPath } from '../../../parse/paths.js';
import type { Machine } from '../../machine.js';
import { stringOf, UNDEFINED, unknown } from '../../make.js';
import { exactText } from '../../text.js';
import type { CallContext, ObjectValue, Value } from '../../value.js';
import { machineOf } from '../machine-of.js';
import { tableObject } from '../table.js';

const MAX_BYTES = 256_000;

/** Reads a text file of the project that code names by a literal path: configuration beside the code. Nothing outside the root is read. */
function readFile(context: CallContext, args: Value[]): Value {
  const { m, site } = machineOf(context);
  const [path = UNDEFINED] = args;
  const callback = args.find((one) => one.kind === 'function' || one.kind === 'native');
  const content = contentOf(m, path, site.getSourceFile().fileName) ?? unknown('the content of a file', context.at);
  if (callback) context.invoke(callback, UNDEFINED, [{ kind: 'constant', value: null }, content]);
  return content;
}

function contentOf(m: Machine, path: Value, fromFile: string): Value | undefined {
  const named =
    exactText(path) ?? (path.kind === 'object' ? exactText(path.fields.get('pathname') ?? UNDEFINED) : undefined);
  if (named === undefined) return undefined;
  const dir = fromFile.replace(/[^/]*$/, '');
  const inTask = named.replace(/^\/var\/task\//, '');
  const candidates = named.startsWith('/')
    ? [joinPath(named), joinPath(dir, inTask), joinPath(inTask)]
    : [joinPath(dir, named), joinPath(named)];
  for (const file of candidates) {
    if (!m.files.isFile(file)) continue;
    const read = m.files.read(file, MAX_BYTES);
    if ('text' in read) return stringOf(read.text);
  }
  return undefined;
}

export function fsModule(_m: Machine): ObjectValue {
  const table = { readFileSync: readFile, readFile };
  const module = tableObject('fs', table);
  module.open = unknown("Node's file system");
  const promises = tableObject('fs.promises', table);
  promises.open = unknown("Node's file system");
  module.fields.set('promises', promises);
  return module;
}
