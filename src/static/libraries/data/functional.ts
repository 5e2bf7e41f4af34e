import type { Library, Shape } from '../summary.js';

/** `map(list, fn)`: the function gets the list's items. */
const mapping: Shape = { call: { invokes: '$1', invokesWith: ['$0.*'], lists: true } };
/** `filter(list, fn)`: the same, and the list comes back. */
const choosing: Shape = { call: { invokes: '$1', invokesWith: ['$0.*'], returns: '$0' } };
const same: Shape = { call: { returns: '$0', keepsFunctions: true } };
/** `retry(fn)`: calls the function and gives what it gives. */
const running: Shape = { call: { invokes: '$0', invokesWith: [] } };

const LODASH: { readonly [name: string]: Shape } = {
  map: mapping,
  flatMap: mapping,
  forEach: choosing,
  each: choosing,
  forEachRight: choosing,
  filter: choosing,
  reject: choosing,
  sortBy: choosing,
  uniqBy: choosing,
  chunk: { call: { returns: '$0', lists: true } },
  cloneDeep: same,
  clone: same,
  compact: same,
  pick: same,
  omit: same,
  pickBy: same,
  omitBy: same,
  memoize: same,
  once: same,
  throttle: same,
  debounce: same,
  uniq: same,
};

const one = (packages: readonly string[], shape: Shape, source: string): Library => ({
  packages,
  source,
  exports: { default: shape },
});

/** Helpers that run callbacks over lists, so that what the callbacks do with an item is known. They call no AWS API. */
export const functional: readonly Library[] = [
  { packages: ['lodash', 'lodash-es', 'underscore'], source: 'https://lodash.com/docs', exports: LODASH },
  ...Object.entries(LODASH).map(([name, shape]) =>
    one([`lodash/${name}`, `lodash-es/${name}`, `lodash.${name.toLowerCase()}`], shape, 'https://lodash.com/docs'),
  ),
  one(['p-map', 'p-map-series', 'p-each-series'], mapping, 'https://github.com/sindresorhus/p-map'),
  one(['p-retry', 'async-retry', 'promise-retry'], running, 'https://github.com/sindresorhus/p-retry'),
  one(
    ['memoizee', 'memoize', 'mem', 'p-memoize', 'memoize-one', 'micro-memoize', 'moize', 'fast-memoize', 'p-throttle'],
    same,
    'https://github.com/sindresorhus/memoize',
  ),
  one(
    ['p-limit'],
    { call: { returns: { call: { invokes: '$0', invokesWith: ['$1', '$2', '$3'] }, members: { map: mapping } } } },
    'https://github.com/sindresorhus/p-limit',
  ),
  {
    packages: ['bluebird'],
    source: 'https://github.com/petkaantonov/bluebird/tree/master/docs/docs/api',
    exports: {
      map: mapping,
      mapSeries: mapping,
      each: choosing,
      all: same,
      resolve: same,
      props: same,
      promisify: same,
      promisifyAll: same,
    },
  },
];
