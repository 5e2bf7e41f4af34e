// Joins the compiled program into a few files: Node spends more time on opening seven hundred modules than on the analysis of a function.
// Small packages that every run needs are joined too, with their licences; large ones stay outside. Runs after tsc; dist/ stays for the
// library API, its types and the worker threads.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { build } from 'esbuild';

const INLINED = ['@jridgewell', 'commander', 'yaml', 'zod'];
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const external = Object.keys(dependencies).filter((name) => !INLINED.includes(name.split('/')[0]));

/** Files that look for others beside themselves must go on doing so from where they were compiled to. */
const placesOfOrigin = {
  name: 'places-of-origin',
  setup(esbuild) {
    esbuild.onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
      const origin = JSON.stringify(`../../${relative(process.cwd(), path).replaceAll('\\', '/')}`);
      const contents = readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        `new URL(${origin}, import.meta.url).href`,
      );
      return { contents };
    });
  },
};

rmSync('bundle', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [{ in: 'dist/cli/main.js', out: 'cli/main' }],
  outdir: 'bundle',
  // Every file of the bundle is two folders deep: the origins above are relative to that.
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: external.flatMap((name) => [name, `${name}/*`]),
  metafile: true,
  // The CommonJS packages among them ask for Node's own modules by require.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [placesOfOrigin],
});

// Whoever gets the bundle gets the licences of what is in it.
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
);
const licences = [...packages].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file || !existsSync(`${folder}/${file}`)) throw new Error(`${name} has no licence file`);
  return `${name}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
});
writeFileSync('bundle/LICENSES.txt', licences.join(`\n${'-'.repeat(80)}\n\n`));
