import type { Action } from './action.js';

/** IAM JSON policy, in AWS's own capitalisation. Values may be single or lists in documents read from users. */
export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: Statement[] | Statement;
}

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: Principal;
  NotPrincipal?: Principal;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: ConditionBlock;
}

export type Principal = '*' | { [type: string]: string | string[] };

/** operator → condition key → value(s): `{ StringEquals: { 'iam:PassedToService': 'states.amazonaws.com' } }`. */
export interface ConditionBlock {
  [operator: string]: { [key: string]: ConditionValue | ConditionValue[] };
}

export type ConditionValue = string | number | boolean;

/** A policy of a role, ready to be attached. */
export interface NamedPolicy {
  kind: 'inline' | 'managed';
  name: string;
  document: PolicyDocument & { Statement: OutputStatement[] };
}

/** What we print: always an Allow or Deny with lists, a Sid and named actions. */
export interface OutputStatement extends Statement {
  Sid: string;
  Action: Action[] | string[];
  Resource: string[];
}
