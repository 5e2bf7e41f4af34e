import type { Machine } from '../../machine.js';
import { stringOf, UNDEFINED, unknown } from '../../make.js';
import type { Value } from '../../value.js';
import { machineOf } from '../machine-of.js';
import { tableObject } from '../table.js';
import { fsModule } from './fs.js';
import { pathModule } from './path.js';
import { utilModule } from './util.js';

const NAMES = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https ' +
    'inspector module net os path perf_hooks process punycode querystring readline repl sqlite stream string_decoder sys test timers tls ' +
    'tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

const bareName = (specifier: string): string => specifier.replace(/^node:/, '');

/** True for modules that come with Node. */
export const isNodeModule = (specifier: string): boolean =>
  specifier.startsWith('node:') || NAMES.has(bareName(specifier).split('/')[0]!);

/** The namespace of a Node module: modelled where its results matter, else unknown (its functions call back what they are given). */
export function nodeModule(m: Machine, specifier: string): Value {
  const name = bareName(specifier);
  const made = make(m, name);
  if (made.kind === 'object') made.fields.set('default', made);
  return made;
}

function make(m: Machine, name: string): Value {
  switch (name) {
    case 'path':
    case 'path/posix':
      return pathModule();
    case 'util':
      return utilModule(m);
    case 'fs':
    case 'fs/promises':
      return fsModule(m);
    case 'process':
      return m.globals.get('process') ?? UNDEFINED;
    case 'url':
      return tableObject(
        'url',
        { fileURLToPath: (context, [url = UNDEFINED]) => filePathOf(context.get(url, 'href'), url) },
        [['URL', m.globals.get('URL') ?? UNDEFINED]],
      );
    case 'buffer':
      return tableObject('buffer', {}, [['Buffer', m.globals.get('Buffer') ?? UNDEFINED]]);
    case 'module':
      return tableObject('module', { createRequire: (context) => requireFrom(machineOf(context).m) });
    case 'timers':
    case 'timers/promises':
      return tableObject(
        name,
        {},
        ['setTimeout', 'setImmediate', 'setInterval'].map((one): [string, Value] => [
          one,
          m.globals.get(one) ?? UNDEFINED,
        ]),
      );
    default:
      return unknown(`Node's module '${name}'`);
  }
}

function filePathOf(href: Value, url: Value): Value {
  const text = href.kind === 'string' ? href : url;
  if (text.kind === 'string' && text.text.length === 1 && text.text[0]!.kind === 'literal')
    return stringOf(text.text[0]!.text.replace(/^file:\/\//, ''));
  return text;
}

/** `createRequire(import.meta.url)`: the require of the module that runs. */
function requireFrom(m: Machine): Value {
  return (m.stores.get('current-require') as Value | undefined) ?? unknown('require');
}
