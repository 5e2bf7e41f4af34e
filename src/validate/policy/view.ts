import type { JsonNode, JsonObject } from '../json/node.js';

/** What a policy is attached to; decides which elements it may hold. */
export type PolicyType = 'identity' | 'boundary' | 'resource' | 'trust' | 'scp' | 'rcp';

/** A policy as the rules see it: every element with its place, single values as lists, nothing thrown for wrong shapes. */
export interface PolicyView {
  root: JsonNode;
  text: string;
  type: PolicyType;
  /** Elements of the document by name. */
  elements: Elements;
  version: string | undefined;
  statements: StatementView[];
}

/** Members of an object by name; of doubles the last, as JSON readers do. */
export type Elements = ReadonlyMap<string, { key: JsonNode; value: JsonNode }>;

export interface StatementView {
  node: JsonNode;
  /** From 0, for paths. */
  index: number;
  elements: Elements;
  effect: 'Allow' | 'Deny' | undefined;
  sid: Entry | undefined;
  action: Entry[];
  notAction: Entry[];
  resource: Entry[];
  notResource: Entry[];
  principals: PrincipalView[];
  conditions: ConditionView[];
}

/** One string of an element. */
export interface Entry {
  text: string;
  node: JsonNode;
}

export interface PrincipalView {
  element: 'Principal' | 'NotPrincipal';
  /** `*` for a bare star, else the key: `AWS`, `Service` … */
  kind: string;
  text: string;
  node: JsonNode;
}

/** One condition key under one operator. */
export interface ConditionView {
  /** As written: `ForAllValues:StringEqualsIfExists`. */
  written: string;
  operatorNode: JsonNode;
  qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** Operator in AWS's spelling without qualifier and suffix, or as written when AWS has none of that name. */
  operator: string;
  known: boolean;
  ifExists: boolean;
  key: string;
  keyNode: JsonNode;
  valueNode: JsonNode;
  values: { text: string; node: JsonNode }[];
  /** The operator's object, to see keys beside this one. */
  block: JsonObject;
}
