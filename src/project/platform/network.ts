import type { Action } from '../../model/action.js';
import type { SourceLocation } from '../../model/location.js';
import type { Permission } from '../../model/permission.js';
import { concatTexts, literal, type Text } from '../../model/text.js';
import type { FunctionSpec } from '../spec.js';
import { ANY, arnOf, implied } from './permission.js';

/**
 * Lambda makes the network interfaces of a function in a VPC with the function's role.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 * It says that the Describe actions work only on all resources, and that `DeleteNetworkInterface` must name all resource ids
 * (`arn:aws:ec2:<region>:<account>:*` + `/*`) unless it names one.
 */
export function networkPermissions(spec: FunctionSpec): Permission[] {
  if (!spec.network) return [];
  const { at } = spec.network;
  const reason = 'the function is attached to a VPC: Lambda manages its network interfaces with its role';
  const documented = `${reason} (documented; roles made before it was work without)`;
  return [
    ...describes(['ec2:DescribeNetworkInterfaces'], at, reason),
    ...interfaces(['ec2:DeleteNetworkInterface'], at, reason),
    ...LATER_ON_ANY.map((action) => likely(implied(action, ANY, at, documented))),
    ...LATER_ON_INTERFACES.map((action) => likely(implied(action, arnOf('ec2', literal('*/*')), at, documented))),
  ];
}

/**
 * Added to the documentation and to AWSLambdaVPCAccessExecutionRole in 2020 and 2024: a role without them is no reason to say that its
 * function fails. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaVPCAccessExecutionRole.html
 */
const LATER_ON_ANY: readonly Action[] = ['ec2:DescribeSubnets'];
const LATER_ON_INTERFACES: readonly Action[] = ['ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'];

const likely = (permission: Permission): Permission => ({
  ...permission,
  evidence: permission.evidence.map((item) => ({ ...item, strength: 'likely' })),
});

/** Event sources in a VPC are polled through interfaces there: https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html */
export const pollerNetwork = (at: SourceLocation, reason: string): Permission[] => [
  ...describes(
    ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs'],
    at,
    reason,
  ),
  ...interfaces(['ec2:DeleteNetworkInterface'], at, reason),
];

const describes = (actions: Action[], at: SourceLocation, reason: string): Permission[] =>
  actions.map((action) => implied(action, ANY, at, reason));

function interfaces(actions: Action[], at: SourceLocation, reason: string): Permission[] {
  const own = arnOf('ec2', literal('*/*'));
  return [
    ...actions.map((action) => implied(action, own, at, reason)),
    implied('ec2:CreateNetworkInterface', anyAccount, at, reason),
  ];
}

/** Subnets and security groups of a shared VPC belong to another account. */
const anyAccount: Text = concatTexts(
  literal('arn:'),
  [{ kind: 'reference', target: 'AWS::Partition', targetKind: 'pseudo' }],
  literal(':ec2:'),
  [{ kind: 'reference', target: 'AWS::Region', targetKind: 'pseudo' }],
  literal(':*:*/*'),
);
