import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../e2e/run-cli.js';

const ENTRY = pathToFileURL(`${REPOSITORY}dist/index.js`).href;

/** Runs a module in a child process that shares nothing with this one, and reads the JSON it prints. */
function inChild(source: string): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe("import 'iam-tighten'", () => {
  it('has no side effect: no listener, no timer, no handle, no global, no environment, no output', () => {
    const state = `() => ({
      listeners: process.eventNames().map((name) => [String(name), process.listenerCount(name)]),
      streams: [process.stdout, process.stderr].map((stream) => stream.eventNames().map((name) => [String(name), stream.listenerCount(name)])),
      globals: Object.getOwnPropertyNames(globalThis).sort(),
      environment: { ...process.env },
      exitCode: process.exitCode ?? null,
      cwd: process.cwd(),
    })`;
    const { before, after, opened, handles } = inChild(`
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const opened = [];
      // Modules are read by Node's own loader, which does not go through these.
      for (const name of ['openSync', 'readFileSync', 'readdirSync', 'createReadStream', 'writeFileSync', 'mkdirSync', 'watch']) {
        const original = fs[name];
        fs[name] = (...args) => {
          if (!/\\.(c|m)?js$|package\\.json$/.test(String(args[0]))) opened.push([name, String(args[0])]);
          return original(...args);
        };
      }
      syncBuiltinESMExports();
      const state = ${state};
      const before = state();
      await import(${JSON.stringify(ENTRY)});
      const after = state();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const handles = process.getActiveResourcesInfo().filter((one) => !/^(Pipe|TTY)/.test(one));
      console.log(JSON.stringify({ before, after, opened, handles }));
    `) as Record<string, unknown>;
    expect(after).toEqual(before);
    expect(opened).toEqual([]);
    expect(handles).toEqual([]);
  });

  it('loads neither the AWS SDK nor the MCP library nor the command line', () => {
    const loaded = inChild(`
      import { register } from 'node:module';
      import { MessageChannel } from 'node:worker_threads';
      const { port1, port2 } = new MessageChannel();
      const urls = [];
      port1.on('message', (url) => urls.push(url));
      const hook = 'let port; export const initialize = (data) => { port = data.port; };' +
        'export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };';
      register('data:text/javascript,' + encodeURIComponent(hook), { data: { port: port2 }, transferList: [port2] });
      await import(${JSON.stringify(ENTRY)});
      await new Promise((resolve) => setTimeout(resolve, 50));
      port1.close();
      console.log(JSON.stringify(urls));
    `) as string[];
    expect(loaded.filter((url) => url.endsWith('/dist/pipeline.js'))).toHaveLength(1);
    expect(
      loaded.filter((url) => /@aws-sdk|@smithy|@modelcontextprotocol|commander|dist\/(cli|mcp)\//.test(url)),
    ).toEqual([]);
  });

  it('exports what docs/library.md lists, and nothing else', () => {
    const names = inChild(`console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(ENTRY)})).sort()))`);
    expect(names).toEqual([
      'UserError',
      'analyze',
      'boundary',
      'compare',
      'diff',
      'formats',
      'messageOf',
      'readUsageFile',
      'render',
      'renderPolicy',
      'simulate',
      'textOf',
      'toEnvelope',
      'toolVersion',
      'validate',
    ]);
  });
});
