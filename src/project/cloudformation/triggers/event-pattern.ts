import type { Text } from '../../../model/text.js';
import type { TemplateNode } from '../../template/node.js';
import type { Expressions } from '../expressions.js';
import { nodesAt } from './walk.js';

/** Where an event pattern names the resource whose events it lets through. `resources` holds ARNs for every service. */
const NAMES: readonly string[] = [
  'resources.*',
  'detail.bucket.name.*',
  'detail.requestParameters.bucketName.*',
  'detail.stateMachineArn.*',
  'detail.clusterArn.*',
  'detail.repositoryName.*',
  'detail.repository-name.*',
  'detail.pipeline.*',
  'detail.project-name.*',
];

/** Resources an EventBridge pattern is limited to; patterns with `prefix`, `anything-but` … name none. */
export function patternSources(pattern: TemplateNode | undefined, evaluator: Expressions): Text[] {
  return NAMES.flatMap((path) => nodesAt(pattern, path))
    .filter((node) => node.kind === 'scalar' || node.kind === 'intrinsic')
    .map((node) => evaluator.text(node))
    .filter((text) => text !== undefined);
}
