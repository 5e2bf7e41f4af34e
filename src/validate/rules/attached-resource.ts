import { servicePrefixOf } from '../../model/action.js';
import { arnFields, isPlain } from '../arn/arn-pattern.js';
import type { StatementView } from '../policy/view.js';
import type { Complaint, Rule, RuleContext } from '../types.js';

/** Keys that a policy of the resource itself cannot use to any purpose. Source: the check reference, "Irrelevant condition key in policy". */
const IRRELEVANT: { readonly [type: string]: readonly string[] } = {
  'AWS::S3::Bucket': ['s3:resourceaccount', 'aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths'],
  'AWS::S3::AccessPoint': ['s3:resourceaccount', 'aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths'],
};

/** Policies of resources: actions and ARNs of the service they are attached to. Needs `--resource-type`. */
export const attachedResource: Rule = function* (context) {
  if (context.policy.type !== 'resource' || !context.resourceType) return;
  const service = serviceOf(context.resourceType, context);
  for (const statement of context.policy.statements) {
    if (service) yield* ofService(statement, service, context.resourceType);
    for (const { key, keyNode: at } of statement.conditions)
      if (IRRELEVANT[context.resourceType]?.includes(key.toLowerCase()))
        yield { code: 'IRRELEVANT_CONDITION_KEY_IN_POLICY', at, args: { key, resourceType: context.resourceType } };
  }
};

function* ofService(statement: StatementView, service: string, resourceType: string): Iterable<Complaint> {
  for (const { text: action, node: at } of [...statement.action, ...statement.notAction])
    if (action !== '*' && servicePrefixOf(action) !== service)
      yield { code: 'UNSUPPORTED_ACTION_IN_POLICY', at, args: { action, resourceType } };
  for (const { text, node: at } of [...statement.resource, ...statement.notResource]) {
    const arn = arnFields(text);
    if (arn && isPlain(arn.service) && arn.service !== service)
      yield { code: 'UNSUPPORTED_RESOURCE_ARN_IN_POLICY', at, args: { resourceType } };
  }
}

/** `AWS::S3::Bucket` → `s3`: the service whose name the type carries, when the catalog knows the type. */
function serviceOf(resourceType: string, { catalog }: RuleContext): string | undefined {
  const guess = resourceType.split('::')[1]?.toLowerCase() ?? '';
  return catalog.resourceOfCfn(resourceType, guess) || catalog.service(guess) ? guess : undefined;
}
