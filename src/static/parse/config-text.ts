import { ts } from './ast.js';

/** JSON with comments and trailing commas, as tsconfig files have them; undefined when it is no object. */
export function parseConfigText(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { config } = ts.parseConfigFileTextToJson(file, text) as { config?: unknown };
    return config;
  }
}

export const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
