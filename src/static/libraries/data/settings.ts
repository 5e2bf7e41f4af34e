import type { Library, Shape } from '../summary.js';

const runtimeEnv: Shape = {
  call: { returns: '$0.runtimeEnv | $0.runtimeEnvStrict | $0.experimental__runtimeEnv' },
};
/** A variable under way: whatever it is read as, it is the variable. */
const variable: Shape = {
  call: {
    bind: { name: '$0' },
    returns: {
      chains: true,
      members: Object.fromEntries(
        ['asString', 'asUrlString', 'asEnum', 'asEmailString'].map((name): [string, Shape] => [
          name,
          { call: { returns: '#env.@name' } },
        ]),
      ),
    },
  },
};
const convict: Shape = {
  call: {
    bind: { schema: '$0' },
    returns: {
      chains: true,
      members: {
        get: { call: { bind: { variable: '@schema.@0.env' }, returns: '#env.@variable | @schema.@0.default' } },
      },
    },
  },
};

/** Packages that give out environment variables, so that names stay known. They call no AWS API. */
export const settings: readonly Library[] = [
  {
    packages: ['@t3-oss/env-core', '@t3-oss/env-nextjs'],
    source: 'https://env.t3.gg/docs/core',
    exports: { createEnv: runtimeEnv },
  },
  {
    packages: ['env-var'],
    source: 'https://github.com/evanshortiss/env-var/blob/master/API.md',
    exports: { get: variable, default: { members: { get: variable } } },
  },
  {
    packages: ['convict'],
    source: 'https://github.com/mozilla/node-convict/tree/master/packages/convict',
    exports: { default: convict },
  },
];
