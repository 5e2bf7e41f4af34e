import type { Value } from '../value.js';
import { CONTENTS } from './elements.js';

/** Own enumerable names in order; undefined when there may be others. */
export function keysOf(value: Value): string[] | undefined {
  switch (value.kind) {
    case 'object': {
      if (value.open || value.computed?.length || value.bases?.length || value.fields.has(CONTENTS)) return undefined;
      const names = new Set([...value.fields.keys(), ...(value.getters?.keys() ?? [])]);
      return [...names].filter((name) => !name.startsWith('#') && !name.startsWith('[['));
    }
    case 'function':
      return keysOf(value.properties)?.filter((name) => name !== 'prototype');
    case 'array':
      return value.rest ? undefined : value.items.map((_, index) => String(index));
    case 'constant':
      return [];
    case 'external': {
      const names = value.model.keys?.(value);
      return names ? [...names] : undefined;
    }
    default:
      return undefined;
  }
}
