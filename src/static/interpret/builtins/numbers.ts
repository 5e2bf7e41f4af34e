import type { Value } from '../value.js';

export const numberArgument = (value: Value | undefined): number | undefined =>
  value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
