import { literal, literalOf } from '../../model/text.js';
import type { Converter } from './types.js';

const IN_ARN: { readonly [scope: string]: string } = { REGIONAL: 'regional', CLOUDFRONT: 'global' };

/**
 * `REGIONAL` and `CLOUDFRONT` are `regional` and `global` in ARNs; what is for CloudFront is in us-east-1, wherever the code runs.
 * https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html
 */
export const wafScope: Converter = (text) => {
  const scope = literalOf(text);
  return [
    {
      part: scope === undefined ? text : literal(IN_ARN[scope.toUpperCase()] ?? scope),
      ...(scope?.toUpperCase() === 'CLOUDFRONT' && { fields: { Region: literal('us-east-1') } }),
    },
  ];
};
