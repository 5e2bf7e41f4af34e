import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../src/findings/index.js';
import { REPOSITORY } from '../e2e/run-cli.js';

const FOLDER = join(REPOSITORY, 'docs/findings');

describe('findings and their pages', () => {
  it.each(Object.entries(MESSAGES))('%s has a page with the same title', (ruleId, message) => {
    const page = join(FOLDER, `${ruleId}.md`);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, 'utf8').split('\n')[0]).toBe(`# ${ruleId}: ${message.title}`);
  });

  it('has no page without a message', () => {
    const pages = readdirSync(FOLDER).map((file) => file.replace('.md', ''));
    expect(pages.filter((ruleId) => !MESSAGES[ruleId])).toEqual([]);
  });
});
