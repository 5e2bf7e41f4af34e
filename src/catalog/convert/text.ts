import type { Converter } from './types.js';

/** A value that is never an ARN: an object's key, a version, a path. */
export const plainText: Converter = (text) => [{ part: text }];
