import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { entriesOf, itemsOf, scalarOf, type TemplateNode } from '../template/node.js';
import { statementMembers } from './policy-document.js';
import type { Place } from './values.js';
import { join, truthOf } from './values.js';

/** An argument of the module's call. */
export type Argument = (name: string) => TemplateNode | undefined;

/** Whether a switch of the module is on; one that only the deployment knows counts as on. */
export const isOn = (value: Argument, name: string, fallback: boolean): boolean => {
  const node = value(name);
  return node === undefined ? fallback : (truthOf(node) ?? true);
};

/**
 * What the module puts into the role it makes, each behind a switch of its own:
 * https://github.com/terraform-aws-modules/terraform-aws-lambda/blob/master/iam.tf
 */
export function registryPolicies(value: Argument, at: Place): { documents: TemplateNode[]; managed: TemplateNode[] } {
  const behind = (name: string, nodes: () => TemplateNode[]) => (isOn(value, name, false) ? nodes() : []);
  const statement = (actions: string[], resources: TemplateNode[]) =>
    mapNode(at, {
      Effect: scalarNode(at, 'Allow'),
      Action: listNode(
        at,
        actions.map((action) => scalarNode(at, action)),
      ),
      Resource: listNode(at, resources),
    });
  const targets = (...names: string[]) => names.flatMap((name) => itemsOf(value(name)));
  const statements = [
    ...(isOn(value, 'attach_cloudwatch_logs_policy', true) ? [logs(value, at, statement)] : []),
    ...behind('attach_dead_letter_policy', () => [
      statement(['sns:Publish', 'sqs:SendMessage'], targets('dead_letter_target_arn')),
    ]),
    ...behind('attach_async_event_policy', () => [
      statement(
        ['sns:Publish', 'sqs:SendMessage', 'events:PutEvents', 'lambda:InvokeFunction'],
        targets('destination_on_failure', 'destination_on_success'),
      ),
    ]),
    ...behind('attach_policy_statements', () => written(value('policy_statements'))),
  ];
  const jsons = [
    ...behind('attach_policy_json', () => targets('policy_json')),
    ...behind('attach_policy_jsons', () => targets('policy_jsons')),
  ];
  const awsManaged = (name: string) => [scalarNode(at, `arn:aws:iam::aws:policy/${name}`)];
  return {
    documents: [
      ...(statements.length > 0 ? [mapNode(at, { Statement: listNode(at, statements) })] : []),
      ...jsons.filter(({ kind }) => kind === 'map'),
    ],
    managed: [
      ...behind('attach_policy', () => targets('policy')),
      ...behind('attach_policies', () => targets('policies')),
      ...behind('attach_network_policy', () => awsManaged('service-role/AWSLambdaENIManagementAccess')),
      ...behind('attach_tracing_policy', () => awsManaged('AWSXRayDaemonWriteAccess')),
    ].filter((node) => node.kind !== 'scalar' || scalarOf(node) !== undefined),
  };
}

/** `policy_statements`: a map or a list of statements in Terraform's words. */
const written = (statements: TemplateNode | undefined): TemplateNode[] =>
  (statements?.kind === 'list' ? statements.items : entriesOf(statements).map(([, node]) => node)).map((node) =>
    mapNode(node, statementMembers(node)),
  );

/** The module makes the log group itself, and lets the role write to it. */
function logs(
  value: Argument,
  at: Place,
  statement: (actions: string[], resources: TemplateNode[]) => TemplateNode,
): TemplateNode {
  const ref = (name: string) => intrinsicNode(at, 'Ref', scalarNode(at, name));
  const text = (written: string) => scalarNode(at, written);
  const group = logGroupName(value, at);
  const resource = (end: string) =>
    join(
      [
        text('arn:'),
        ref('AWS::Partition'),
        text(':logs:'),
        ref('AWS::Region'),
        text(':'),
        ref('AWS::AccountId'),
        text(':log-group:'),
        group,
        text(end),
      ],
      '',
      at,
    );
  const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  if (isOn(value, 'attach_create_log_group_permission', true)) actions.unshift('logs:CreateLogGroup');
  return statement(actions, [resource(':*'), resource(':*:*')]);
}

/** `/aws/lambda/<function>`, or the group it is told to use. */
export const logGroupName = (value: Argument, at: Place): TemplateNode =>
  value('logging_log_group') ??
  join([scalarNode(at, '/aws/lambda/'), value('function_name') ?? scalarNode(at, '*')], '', at);
