import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeProject } from './describe.js';
import { read } from './read.js';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/project');

describe('projects as folders', () => {
  const names = readdirSync(FIXTURES).filter((name) => !name.endsWith('.txt'));
  it.each(names.filter((name) => name !== 'bare-none'))('reads %s exactly', async (name) => {
    const project = await read(path.join(FIXTURES, name));
    await expect(describeProject(project)).toMatchFileSnapshot(path.join(FIXTURES, `${name}.expected.txt`));
  });

  it('says what was looked for when there is no handler', async () => {
    await expect(read(path.join(FIXTURES, 'bare-none'))).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(
        'No handler found in .: looked for package.json "main" and for an exported `handler` in its modules',
      ),
      advice: 'name it with --handler, for example --handler src/orders.handler',
    });
  });
});
