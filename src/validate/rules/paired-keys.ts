import type { Rule } from '../types.js';

/**
 * Keys that only mean something beside another one: private addresses repeat in every VPC. Any one of the partners will do.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:VpcSourceIp,
 * aws:Ec2InstanceSourcePrivateIPv4)
 */
const PARTNERS: { readonly [key: string]: readonly string[] } = {
  'aws:vpcsourceip': ['aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn'],
  'aws:ec2instancesourceprivateipv4': ['aws:Ec2InstanceSourceVpc'],
};

/** Keys that lack their partner in the same condition. */
export const pairedKeys: Rule = function* ({ policy }) {
  for (const { conditions } of policy.statements) {
    const here = new Set(conditions.map(({ key }) => key.toLowerCase()));
    for (const { key, keyNode: at } of conditions) {
      const partners = PARTNERS[key.toLowerCase()];
      if (partners && !partners.some((partner) => here.has(partner.toLowerCase())))
        yield { code: 'MISSING_PAIRED_CONDITION_KEYS', at, args: { key, keys: partners.join(' or ') } };
    }
  }
};
