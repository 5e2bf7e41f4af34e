import type { SourceLocation } from '../model/location.js';
import type { Splice } from './splice.js';
import type { YamlValue } from './yaml/edit.js';

/** The policies of one role, printed for the ways a template can hold them. */
export interface Fragments {
  documents: YamlValue;
  named: YamlValue;
  document: YamlValue;
  statements: YamlValue;
  apart: readonly { id: string; value: YamlValue }[];
}

/** What to edit for one role. */
export interface Target {
  /** Logical id of the function (the first, when several share the role). */
  functionId: string;
  role: string | undefined;
  fragments: Fragments;
}

/** Edits of one template, or the reason why there are none. */
export type Plan = { splices: Splice[] } | { refused: string; at?: SourceLocation };
