import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, read } from './read.js';
import { type ZipEntry, zipOf } from './zip-file.js';

const HANDLER = { name: 'index.js', text: 'exports.handler = async () => {};' };

const zipped = (entries: ZipEntry[]) => path.join(folderOf({ 'orders.zip': zipOf(entries) }), 'orders.zip');

describe('Lambda zips', () => {
  it('reads the handler and the source files, not the SDK', async () => {
    const project = await read(
      zipped([
        HANDLER,
        { name: 'lib/a.mjs', text: 'export {};' },
        { name: 'data.bin', text: 'x' },
        { name: 'node_modules/@aws-sdk/client-s3/index.js', text: '' },
      ]),
    );
    expect(project.kind).toBe('zip');
    const [fn] = project.functions;
    expect([fn!.id, fn!.handler, fn!.codePath]).toEqual([
      'orders',
      { file: 'orders.zip/index.js', export: 'handler' },
      'orders.zip',
    ]);
    expect(fn!.virtualFiles).toEqual({ 'orders.zip/index.js': HANDLER.text, 'orders.zip/lib/a.mjs': 'export {};' });
  });

  it('is found through a template', async () => {
    const folder = folderOf({
      'fn.zip': zipOf([{ name: 'src/app.js', text: HANDLER.text }]),
      'template.yaml':
        'Resources:\n  Fn: { Type: AWS::Lambda::Function, Properties: { Handler: src/app.handler, Runtime: nodejs22.x, Code: fn.zip } }\n',
    });
    const [fn] = (await read(folder)).functions;
    expect(fn!.handler).toEqual({ file: 'fn.zip/src/app.js', export: 'handler' });
  });

  it('skips symbolic links and says so', async () => {
    const project = await read(zipped([HANDLER, { name: 'link.js', text: '/etc/passwd', mode: 0o120777 }]));
    expect(Object.keys(project.functions[0]!.virtualFiles!)).toEqual(['orders.zip/index.js']);
    expect(project.findings).toEqual([
      {
        ruleId: 'IT320',
        level: 'note',
        args: { file: 'link.js' },
        location: { file: 'orders.zip', line: 1, column: 1 },
      },
    ]);
  });

  it.each<[string, ZipEntry, string]>([
    ['a path that leaves the archive', { name: '../../evil.js', text: '' }, 'cannot be unpacked'],
    ['an absolute path', { name: '/etc/evil.js', text: '' }, 'cannot be unpacked'],
    [
      'a zip bomb',
      { name: 'bomb.js', text: Buffer.alloc(20 * 1024 * 1024, 32) },
      'looks like a zip bomb: bomb.js unpacks to',
    ],
    [
      'an entry larger than it says',
      { name: 'liar.js', text: 'x'.repeat(5000), claimedSize: 10 },
      'cannot be unpacked',
    ],
    [
      'an entry beyond the bound',
      { name: 'huge.js', text: 'x', claimedSize: 40 * 1024 * 1024 },
      'holds huge.js of more than 32 MB',
    ],
  ])('refuses %s', async (_name, entry, message) => {
    await expect(read(zipped([HANDLER, entry]))).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(message),
      location: { file: 'orders.zip', line: 1, column: 1 },
    });
  });
});
