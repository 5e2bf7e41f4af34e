import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environmentConfig } from '../../src/cli/config/environment.js';
import { loadConfig } from '../../src/cli/config/load.js';
import { parseConfig } from '../../src/cli/config/parse.js';
import { configJsonSchema } from '../../src/cli/config/schema.js';
import { settingsFor } from '../../src/cli/config/settings.js';
import { UserError } from '../../src/model/user-error.js';
import { REPOSITORY } from '../e2e/run-cli.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function errorOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, location: error.location, advice: error.advice };
    throw error;
  }
  return undefined;
}

describe('parseConfig', () => {
  it.each([
    ['{"failOnn": "error"}', 'unknown key "failOnn"', 1, 2, 'did you mean failOn?'],
    ['region: eu-west-1\nkepe: []\n', 'unknown key "kepe"', 2, 1, 'did you mean keep?'],
    [
      'keep:\n  - action: s3:PutObject\n    raeson: x\n    reason: y\n',
      'unknown key "raeson"',
      3,
      5,
      'did you mean reason?',
    ],
    [
      'keep:\n  - action: PutObject\n    reason: x\n',
      'keep.0.action: is not an action like s3:PutObject',
      2,
      5,
      undefined,
    ],
    [
      'keep: [{action: "s3:PutObject", reason: x, until: soon}]',
      'keep.0.until: is not a day like 2026-12-31',
      1,
      44,
      undefined,
    ],
  ])('%s', (text, message, line, column, advice) => {
    expect(errorOf(() => parseConfig('iam-tighten.yaml', text))).toEqual({
      message,
      location: { file: 'iam-tighten.yaml', line, column },
      advice,
    });
  });

  it('says where JSON is broken', () => {
    expect(errorOf(() => parseConfig('iam-tighten.json', '{\n  "keep": [\n'))?.location?.file).toBe('iam-tighten.json');
  });

  it('a bomb of aliases is refused', () => {
    const bomb = `a: &a [x]\nkeep: [*a]\n`;
    expect(errorOf(() => parseConfig('iam-tighten.yaml', bomb))?.message).toBe(
      'aliases have no place in a configuration',
    );
  });
});

describe('loadConfig', () => {
  it('takes the nearest one, up to the repository', () => {
    mkdirSync(join(root, '.git'));
    write('iam-tighten.yaml', 'region: eu-west-1\nbaseline: base.json\n');
    write('fn/src/index.mjs', '');
    expect(loadConfig(join(root, 'fn/src/index.mjs'), undefined)).toEqual({
      file: join(root, 'iam-tighten.yaml'),
      config: { region: 'eu-west-1', baseline: join(root, 'base.json') },
    });
    write('fn/package.json', '{"name": "fn", "iam-tighten": {"account": "111122223333"}}');
    expect(loadConfig(join(root, 'fn'), undefined).config).toEqual({ account: '111122223333' });
  });

  it('a package.json without the section is no configuration', () => {
    mkdirSync(join(root, '.git'));
    write('package.json', '{"dependencies": {"iam-tighten": "^1.0.0"}}');
    expect(loadConfig(root, undefined)).toEqual({ config: {} });
  });

  it('refuses two files in one folder, and a named one that is not there', () => {
    write('iam-tighten.yaml', '');
    write('iam-tighten.json', '{}');
    expect(errorOf(() => loadConfig(root, undefined))?.advice).toBe('keep one of them');
    expect(errorOf(() => loadConfig(root, 'nope.json'))?.message).toBe('there is no configuration file nope.json');
  });
});

describe('settings', () => {
  it('flags come before the environment, and that before the file', () => {
    write('iam-tighten.json', '{"region": "eu-west-1", "account": "111122223333", "compact": true}');
    process.env['IAM_TIGHTEN_REGION'] = 'us-east-1';
    process.env['IAM_TIGHTEN_ACCOUNT'] = '222233334444';
    try {
      const flags = { region: 'ap-south-1', account: undefined, config: undefined as string | undefined };
      const { region, account, compact } = settingsFor(
        root,
        flags as { config?: string; region: string; account?: string },
      ) as {
        region: string;
        account?: string;
        compact?: boolean;
      };
      expect({ region, account, compact }).toEqual({ region: 'ap-south-1', account: '222233334444', compact: true });
    } finally {
      delete process.env['IAM_TIGHTEN_REGION'];
      delete process.env['IAM_TIGHTEN_ACCOUNT'];
    }
  });

  it('reads lists and switches from the environment', () => {
    expect(
      environmentConfig({ IAM_TIGHTEN_FUNCTION: 'A,B', IAM_TIGHTEN_COMPACT: '1', IAM_TIGHTEN_FAIL_ON: 'note' }),
    ).toEqual({
      function: ['A', 'B'],
      compact: true,
      failOn: 'note',
    });
    expect(errorOf(() => environmentConfig({ IAM_TIGHTEN_FAIL_ON: 'never' }))?.message).toBe(
      'IAM_TIGHTEN_FAIL_ON=never is not a value for it',
    );
  });
});

describe('schemas/config.schema.json', () => {
  const file = join(REPOSITORY, 'schemas/config.schema.json');
  it('is the one the code checks with', () => {
    const expected = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(file, expected);
    expect(readFileSync(file, 'utf8')).toBe(expected);
  });

  it('accepts what the code accepts, and refuses what it refuses', () => {
    const ajv = new Ajv({ strict: false });
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
    const good = { $schema: 'x', keep: [{ action: 's3:Get*', reason: 'r', until: '2026-12-31' }], failOn: 'note' };
    expect(validate(good)).toBe(true);
    expect(parseConfig('c.json', JSON.stringify(good))).toEqual(good);
    expect(validate({ ...good, failOn: 'sometimes' })).toBe(false);
    expect(validate({ keep: [{ action: 's3:Get*' }] })).toBe(false);
  });
});
