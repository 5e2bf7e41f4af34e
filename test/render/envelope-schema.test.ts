import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/pipeline.js';
import { toEnvelope } from '../../src/render/envelope.js';
import { REPOSITORY } from '../e2e/run-cli.js';

const schema = JSON.parse(readFileSync(join(REPOSITORY, 'schemas/envelope.schema.json'), 'utf8'));
const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);

describe('the published schema of the envelope', () => {
  it.each(['sam-orders-api', 's3-image-pipeline', 'legacy-sdk-v2', 'monorepo-notifications'])(
    'holds for samples/%s, with a boundary',
    async (sample) => {
      const analysis = await analyze(join(REPOSITORY, 'samples', sample), { arnContext: {}, boundary: 'coarse' });
      const envelope = JSON.parse(JSON.stringify(toEnvelope(analysis, '0.0.0')));
      validate(envelope);
      expect(validate.errors ?? []).toEqual([]);
      for (const { ledger } of envelope.functions) {
        const counts = Object.values(ledger.buckets as { [bucket: string]: number });
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ledger.total);
      }
    },
  );

  it('refuses an envelope without evidence', () => {
    const fn = { permissions: [{ action: 's3:GetObject', resource: '*', resolution: 'any', evidence: [] }] };
    expect(validate({ schemaVersion: 1, functions: [fn] })).toBe(false);
  });
});
