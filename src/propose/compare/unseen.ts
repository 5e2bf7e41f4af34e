import { readCondition } from '../../findings/keep/read-condition.js';
import { readResource } from '../../findings/keep/read-resource.js';
import type { FunctionAnalysis } from '../../model/analysis.js';
import type { LambdaFunction } from '../../model/function.js';
import type { Permission } from '../../model/permission.js';
import { matchesAction } from '../../prove/index.js';
import { type Granted, grantsOf } from './grants.js';
import type { CompareContext } from './index.js';
import { maybeNeeded } from './maybe-needed.js';
import { UNSEEN } from './unseen-table.js';

/**
 * The analysis with what the policy of today allows and no reading of code can rule out: requests that are signed by hand, what Lambda's
 * poller does with a source that the template does not declare, and what a call needs or not by something that only the deployment knows.
 * To take such a grant away for want of a call would be a guess.
 */
export function withUnseen(
  result: FunctionAnalysis,
  { resources, catalog }: Pick<CompareContext, 'resources' | 'catalog'>,
): FunctionAnalysis {
  const { declared } = result.fn;
  if (!declared) return result;
  const maybe = maybeNeeded(result, catalog);
  const kept = grantsOf(declared.documents).flatMap((grant): Permission[] => {
    const reason = grant.implicit ? undefined : (reasonOf(grant, result) ?? maybe(grant));
    if (reason === undefined) return [];
    return [
      {
        action: grant.action as Permission['action'],
        resource: readResource(grant.resource, { resources }, declared),
        ...(grant.condition && { condition: readCondition(grant.condition, declared) }),
        evidence: [{ source: 'deployment', strength: 'possible', at: grant.at, reason }],
      },
    ];
  });
  return kept.length === 0 ? result : { ...result, permissions: [...result.permissions, ...kept] };
}

function reasonOf(grant: Granted, result: FunctionAnalysis): string | undefined {
  const found = UNSEEN.find(({ actions }) => actions.test(grant.action));
  if (found) return `kept from the policy of today: ${found.how}, which is no SDK call`;
  return byExtension(grant, result.fn) ?? polled(grant, result.fn);
}

function byExtension({ action }: Granted, { calledByLayers = [] }: LambdaFunction): string | undefined {
  const found = calledByLayers.find(({ actions }) => actions.some((one) => matchesAction(action, one)));
  return found && `kept from the policy of today: the ${found.layer} extension calls AWS with the role of the function`;
}

/** Permissions of a poller, and of the key of its source: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html and its neighbours */
const POLLING =
  /^(sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes|ChangeMessageVisibility)|kinesis:(DescribeStream|DescribeStreamSummary|GetRecords|GetShardIterator|ListShards|ListStreams|SubscribeToShard)|dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)|kms:Decrypt)$/i;

function polled({ action }: Granted, { triggers }: LambdaFunction): string | undefined {
  if (!POLLING.test(action) || !triggers.some(({ kind }) => kind === 'unknown')) return undefined;
  return 'kept from the policy of today: Lambda polls a source that the template does not declare, with the role of the function';
}
