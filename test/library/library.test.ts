import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze, boundary, compare, diff, formats, render, simulate, toEnvelope, validate } from '../../src/index.js';
import { REPOSITORY, runCli } from '../e2e/run-cli.js';

const SAMPLE = `${REPOSITORY}samples/s3-image-pipeline`;
const narrow = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow' as const, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*' }],
};
const wide = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow' as const, Action: 's3:*', Resource: 'arn:aws:s3:::acme/*' }],
};

describe('the library', () => {
  it('renders every format as the command line does', async () => {
    const context = { region: 'eu-west-1', account: '111122223333' };
    const folder = mkdtempSync(join(tmpdir(), 'formats-'));
    const outputs = formats.flatMap((format) => ['--format', format, '--output', join(folder, format)]);
    runCli(['generate', SAMPLE, '-q', ...outputs, '--region', context.region, '--account', context.account]);
    const analysis = await analyze(SAMPLE, { arnContext: context });
    for (const format of formats)
      expect(await render(analysis, format), format).toBe(readFileSync(join(folder, format), 'utf8'));
    rmSync(folder, { recursive: true });
  });

  it('analyses without options', async () => {
    const { functions, tool } = toEnvelope(await analyze(SAMPLE));
    expect(functions.length).toBeGreaterThan(0);
    expect(tool.name).toBe('iam-tighten');
  });

  it('refuses an unknown format with what there is', async () => {
    const analysis = await analyze(SAMPLE);
    await expect(render(analysis, 'toString')).rejects.toMatchObject({
      name: 'UserError',
      message: 'the format toString does not exist',
    });
  });

  it('compares in both directions', () => {
    expect(compare(wide, narrow)).toEqual({ newAccess: 'none' });
    const { newAccess, witness } = compare(narrow, wide);
    expect(newAccess).toBe('some');
    expect(simulate(witness!, { identity: [wide] }).decision).toBe('allowed');
    expect(simulate(witness!, { identity: [narrow] }).decision).toBe('implicit-deny');
    expect(diff(wide, narrow).verdict).toBe('only-removes');
  });

  it('refuses a document that IAM would refuse', () => {
    const broken = { Version: '2012-10-17', Statement: [{ Effect: 'Maybe', Action: 's3:*', Resource: '*' }] } as never;
    expect(() => compare(broken, narrow)).toThrow(expect.objectContaining({ name: 'UserError' }));
    expect(() => diff(narrow, broken)).toThrow(expect.objectContaining({ name: 'UserError' }));
  });

  it('validates text and documents, and never throws for content', () => {
    expect(validate('{')[0]).toMatchObject({ issueCode: 'JSON_SYNTAX_ERROR' });
    const typo = { ...narrow, Statement: [{ ...narrow.Statement[0]!, Action: 's3:GetObjct' }] };
    const errors = validate(typo).filter(({ findingType }) => findingType === 'ERROR');
    expect(errors.map(({ issueCode }) => issueCode)).toEqual(['INVALID_ACTION']);
  });

  it('makes a boundary that allows what the function needs', async () => {
    const { functions } = await analyze(SAMPLE);
    const [result] = functions;
    const { policy, headroom } = boundary(result!, { headroom: 'tight' });
    expect(headroom).toBe('tight');
    for (const { document } of result!.policies)
      expect(compare({ identity: [policy.document] }, { identity: [document] }).newAccess).toBe('none');
  });
});
