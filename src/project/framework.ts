import type { Finding } from '../model/finding.js';
import type { DeployedResource } from '../model/function.js';
import type { ManagedPolicies } from './declared/managed-policies.js';
import type { ProjectFiles } from './files.js';
import type { ReadOptions } from './options.js';
import type { FunctionSpec } from './spec.js';

/** One way of deploying functions. A framework is one folder with such a record, listed in frameworks.ts. */
export interface Framework {
  /** `sam`, `cdk`, `serverless` …: `Project.kind`. */
  kind: string;
  /** Quick look at a file: is it one of mine? `text()` reads it, at most once for all frameworks. */
  claims(file: string, text: () => string): boolean;
  read(input: ReadInput): DeployedTemplate[] | Promise<DeployedTemplate[]>;
}

export interface ReadInput {
  files: ProjectFiles;
  /** The file that was claimed, relative to the root. */
  file: string;
  options: ReadOptions;
  managed: ManagedPolicies;
  report(finding: Finding): void;
}

/** What one template, or one file that stands for a template, deploys. */
export interface DeployedTemplate {
  file: string;
  kind: string;
  functions: FunctionSpec[];
  resources: DeployedResource[];
  /** Other files that were read as a part of this one and are not to be read on their own. */
  covers: string[];
}
