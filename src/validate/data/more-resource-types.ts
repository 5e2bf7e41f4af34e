/** A kind of ARN that policies use and the Service Authorization Reference does not list where the catalog reads it. */
export interface MoreTypes {
  /** Template as in the catalog. */
  arn: string;
  /** Actions that are for it. None: it only occurs, as what a statement leaves out. */
  actions: readonly string[];
}

/**
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html (change sets with macros),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (root)
 */
export const MORE_TYPES: { readonly [prefix: string]: readonly MoreTypes[] } = {
  cloudformation: [
    {
      arn: `arn:\${Partition}:cloudformation:\${Region}:aws:transform/\${Name}`,
      actions: ['cloudformation:CreateChangeSet', 'cloudformation:CreateStack', 'cloudformation:UpdateStack'],
    },
  ],
  iam: [{ arn: `arn:\${Partition}:iam::\${Account}:root`, actions: [] }],
};
