import type { Catalog } from '../catalog/types.js';
import type { JsonNode } from './json/node.js';
import type { PolicyType, PolicyView } from './policy/view.js';

/** Access Analyzer's kinds of findings, gravest first. */
export type FindingType = 'ERROR' | 'SECURITY_WARNING' | 'WARNING' | 'SUGGESTION';

/** One finding about a policy. */
export interface PolicyFinding {
  /** `offline`: our rules. `aws`: Access Analyzer. `both`: the two agree. */
  source: 'offline' | 'aws' | 'both';
  findingType: FindingType;
  /** AWS's issue code, or `IT5xx` for a check AWS does not have. */
  issueCode: string;
  message: string;
  /** JSON path from the document: `Statement[2].Resource[0]`. */
  path: string;
  /** From 1. */
  line: number;
  column: number;
  /** Why a finding does not count although its rule holds: its access is provably denied. */
  suppressed?: string;
  learnMore?: string;
}

export interface ValidateOptions {
  type: PolicyType;
  catalog: Catalog;
  /** CloudFormation type of what a resource policy is attached to: `AWS::S3::Bucket`. */
  resourceType?: string;
}

/** What a rule says: which code, about which place, with which words. */
export interface Complaint {
  code: string;
  at: JsonNode;
  args?: { readonly [name: string]: string | number };
}

export interface RuleContext {
  policy: PolicyView;
  catalog: Catalog;
  resourceType: string | undefined;
}

/** One check or family of checks over a whole policy. */
export type Rule = (context: RuleContext) => Iterable<Complaint>;
