import type { SourceLocation } from '../../model/location.js';
import { type HclItem, hclCommentsBetween, itemsIn } from '../hcl/body.js';
import { skipBrackets } from '../hcl/skip.js';
import { lineEndOf } from '../splice.js';
import type { Plan } from '../types.js';

const WITH_POLICY = new Set(['aws_iam_role_policy', 'aws_iam_policy']);

/**
 * Edits a policy that is written as `policy = jsonencode({ … })`: an `aws_iam_policy_document` of the same name takes its place, which
 * Terraform's own documentation advises. Comments inside move to the top of the document.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/iam-policy-documents
 * @param before what stands in front of the document: data sources its statements refer to
 */
export function planEncoded(
  text: string,
  home: HclItem,
  at: SourceLocation,
  { statements, before, start }: { statements: string; before: string; start: number },
  moduleText: string,
): Plan {
  const [type = '', label = ''] = home.labels;
  const policy = itemsIn(text, home.inner.start, home.inner.end).find(
    ({ kind, name }) => kind === 'attribute' && name === 'policy',
  );
  if (!WITH_POLICY.has(type) || !policy)
    return { refused: `its policy is written in a ${home.name} ${type}, not in an aws_iam_policy_document`, at };
  const many = itemsIn(text, home.inner.start, home.inner.end).find(
    ({ name }) => name === 'for_each' || name === 'count',
  );
  if (many) return { refused: `the policy of ${type}.${label} is made with ${many.name}`, at };
  const { start: from, end } = policy.inner;
  const call = /^jsonencode\s*\(/.exec(text.slice(from, end));
  if (!call || skipBrackets(text, from + call[0].length - 1) !== end)
    return { refused: `the policy of ${type}.${label} is neither jsonencode(…) nor an aws_iam_policy_document`, at };
  if (new RegExp(`^data\\s+"aws_iam_policy_document"\\s+"${label}"`, 'm').test(`${text}\n${moduleText}`))
    return { refused: `the module has a document ${label} already`, at };
  const comments = hclCommentsBetween(text, from, end).map((comment) => `  ${comment}\n`);
  const document = `data "aws_iam_policy_document" "${label}" {\n${comments.join('')}${statements.replace(/\n*$/, '\n')}}\n\n`;
  return {
    splices: [
      { start, end: start, text: `${before}${document.replaceAll('\n', lineEndOf(text))}` },
      { start: from, end, text: `data.aws_iam_policy_document.${label}.json` },
    ],
  };
}
