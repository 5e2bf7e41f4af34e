import type { z } from 'zod';
import { UserError } from '../../model/user-error.js';

/** JSON text of a shape. Throws UserError with the first place that is wrong; `what` names the shape: `report`. */
export function parseJson<Shape>(
  text: string,
  file: string,
  schema: z.ZodType<Shape>,
  what: string,
  advice: string,
): Shape {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${(error as Error).message}`, { advice });
  }
  return checkShape(value, file, schema, what, advice);
}

/** A value of a shape. Throws UserError with the first place that is wrong. */
export function checkShape<Shape>(
  value: unknown,
  file: string,
  schema: z.ZodType<Shape>,
  what: string,
  advice: string,
): Shape {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UserError(`${file} is not ${what}: ${issue?.path.join('.') || 'top level'}: ${issue?.message}`, { advice });
}
