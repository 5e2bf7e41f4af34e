import type { Finding } from '../../model/finding.js';
import type { SourceLocation } from '../../model/location.js';
import type { Text } from '../../model/text.js';
import type { MapNode, TemplateNode } from '../template/node.js';

/** One stack: a template with everything its expressions may refer to. */
export interface Scope {
  /** Template's path relative to the project root. */
  file: string;
  root: MapNode;
  resources: Map<string, ScopedResource>;
  parameters: Map<string, ParameterInfo>;
  mappings: TemplateNode | undefined;
  outputs: TemplateNode | undefined;
  /** Nested stacks that were read, by logical id. */
  nested: Map<string, NestedStack>;
  /** SAM expands to resources nobody wrote (`ServerlessRestApi`, `<Function>Role`), so references to them are not mistakes. */
  usesTransform: boolean;
  report(finding: Finding): void;
}

export interface ScopedResource {
  id: string;
  /** CloudFormation type: SAM's own types are translated. */
  type: string;
  /** Type as written. */
  writtenType: string;
  node: MapNode;
  /** `Properties`, with SAM `Globals` merged in. */
  properties: TemplateNode | undefined;
  /** Place of the logical id. */
  at: SourceLocation;
}

export interface ParameterInfo {
  type: string;
  default: string | undefined;
  /** What the parent stack passes. */
  passed: Text | undefined;
  at: SourceLocation;
}

interface NestedStack {
  scope: Scope;
  /** Value of an output, in the words of the nested template. */
  output(name: string): Text | undefined;
}
