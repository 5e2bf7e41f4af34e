import type { Envelope, FunctionEnvelope } from '../model/envelope.js';
import type { Permission } from '../model/permission.js';
import { literal } from '../model/text.js';
import { UserError } from '../model/user-error.js';
import { readText } from './policy-files.js';

/** The answer of `generate --format json`, read back. Undefined when the file is something else; throws UserError for another version. */
export async function readEnvelope(file: string): Promise<Envelope | undefined> {
  const text = await readText(file);
  try {
    const value = JSON.parse(text) as Partial<Envelope> | null;
    if (!Array.isArray(value?.functions) || value.tool?.name !== 'iam-tighten') return undefined;
    if (value.schemaVersion !== 1)
      throw new UserError(`${file} has schemaVersion ${value.schemaVersion}; this version reads 1`);
    return value as Envelope;
  } catch (error) {
    if (error instanceof UserError) throw error;
    return undefined;
  }
}

/** The permissions of a function of an envelope. Their resources and conditions are text already; evidence keeps its place. */
export function permissionsOf(fn: FunctionEnvelope): Permission[] {
  return fn.permissions.map(
    ({ action, resource, condition, evidence }): Permission => ({
      action: action as Permission['action'],
      resource: literal(resource),
      ...(condition && { condition: textsOf(condition) }),
      evidence: evidence.map(({ source, file = '', line = 1, column = 1, reason }) => ({
        source: 'deployment',
        strength: 'proven',
        at: { file: file || source, line, column },
        reason: String(reason ?? source),
      })),
    }),
  );
}

const textsOf = (
  condition: NonNullable<FunctionEnvelope['permissions'][number]['condition']>,
): NonNullable<Permission['condition']> =>
  Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => [key, [values].flat().map((value) => literal(String(value)))]),
      ),
    ]),
  );
