/** A kind of ARN that policies use and the Service Authorization Reference does not list where the catalog reads it. */
export interface MoreTypes {
  /** Template as in the catalog, or the resource types of the service that are meant. */
  arn?: string;
  types?: readonly string[];
  /** Actions that are for it. None: it only occurs, as what a statement leaves out. */
  actions: readonly string[];
}

/**
 * The reference has two pages for elasticloadbalancing; of actions on both pages the catalog knows the resource types of the first.
 * Sources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html (change sets with macros),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (root)
 */
export const MORE_TYPES: { readonly [prefix: string]: readonly MoreTypes[] } = {
  cloudformation: [
    {
      arn: `arn:\${Partition}:cloudformation:\${Region}:aws:transform/\${Name}`,
      actions: ['cloudformation:CreateChangeSet', 'cloudformation:CreateStack', 'cloudformation:UpdateStack'],
    },
  ],
  elasticloadbalancing: [
    {
      types: ['loadbalancer/app/', 'loadbalancer/gwy/', 'loadbalancer/net/'],
      actions: [
        'elasticloadbalancing:CreateLoadBalancer',
        'elasticloadbalancing:DeleteLoadBalancer',
        'elasticloadbalancing:ModifyLoadBalancerAttributes',
      ],
    },
    {
      types: [
        'listener-rule/app',
        'listener-rule/net',
        'listener/app',
        'listener/gwy',
        'listener/net',
        'loadbalancer/app/',
        'loadbalancer/gwy/',
        'loadbalancer/net/',
        'targetgroup',
        'truststore',
      ],
      actions: ['elasticloadbalancing:AddTags', 'elasticloadbalancing:RemoveTags'],
    },
  ],
  iam: [{ arn: `arn:\${Partition}:iam::\${Account}:root`, actions: [] }],
};
