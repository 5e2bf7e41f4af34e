import { type HclItem, itemsIn } from '../hcl/body.js';
import { lineEndOf, type Splice } from '../splice.js';
import type { Plan } from '../types.js';

/** A permissions boundary for one role of a Terraform module. */
export interface TerraformBoundaryTarget {
  functionId: string;
  /** Label of the `aws_iam_role`. */
  role: string;
  /** The `aws_iam_policy` that is the boundary. */
  block: string;
}

/**
 * Adds `permissions_boundary` to a role and the policy behind it, or brings the policy of a former run up to date. A boundary somebody
 * else has set stays. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#permissions_boundary-1
 */
export function planTerraformBoundary(
  text: string,
  { role, block }: TerraformBoundaryTarget,
  moduleText: string,
): Plan {
  const find = (type: string, label: string): HclItem | undefined =>
    itemsIn(text, 0, text.length).find(
      ({ kind, name, labels }) => kind === 'block' && name === 'resource' && labels[0] === type && labels[1] === label,
    );
  const home = find('aws_iam_role', role);
  if (!home) return { refused: `the role ${role} is not written in this file` };
  const eol = lineEndOf(text);
  const label = `${role}_boundary`;
  const reference = `aws_iam_policy.${label}.arn`;
  const body = block.replace(/\n$/, '').replaceAll('\n', eol);
  const items = itemsIn(text, home.inner.start, home.inner.end);
  const existing = items.find(({ kind, name }) => kind === 'attribute' && name === 'permissions_boundary');
  if (existing && text.slice(existing.inner.start, existing.inner.end).trim() !== reference)
    return { refused: `the role ${role} has a permissions boundary already` };
  const policy = find('aws_iam_policy', label);
  if (!policy && new RegExp(`^resource\\s+"aws_iam_policy"\\s+"${label}"`, 'm').test(moduleText))
    return { refused: `the module has a policy ${label} in another file` };
  const splices: Splice[] = [];
  if (!existing) splices.push(...attribute(text, home, items, reference, eol));
  if (!policy) splices.push({ start: home.end, end: home.end, text: `${eol}${eol}${body}` });
  else if (text.slice(policy.start, policy.end) !== body)
    splices.push({ start: policy.start, end: policy.end, text: body });
  return { splices };
}

const NAME = 'permissions_boundary';

/** Below the last attribute that stands on one line; the signs of neighbouring lines stand below each other, as `terraform fmt` has it. */
function attribute(text: string, home: HclItem, items: readonly HclItem[], reference: string, eol: string): Splice[] {
  const group = firstGroup(text, items);
  const last = group.at(-1);
  const width = Math.max(NAME.length, ...group.map(({ name }) => name.length));
  const line = `  ${NAME.padEnd(width)} = ${reference}`;
  if (!last) return [{ start: home.inner.start, end: home.inner.start, text: `${eol}${line}` }];
  const aligned = group.map(({ name, start, inner }): Splice => {
    const from = start + name.length;
    return {
      start: from,
      end: from + text.slice(from, inner.start).indexOf('='),
      text: ' '.repeat(width - name.length + 1),
    };
  });
  const end = text.indexOf('\n', last.end);
  const at = end < 0 || end > home.inner.end ? last.end : text[end - 1] === '\r' ? end - 1 : end;
  return [
    ...aligned.filter((splice) => text.slice(splice.start, splice.end) !== splice.text),
    { start: at, end: at, text: `${eol}${line}` },
  ];
}

/** The first attributes of one line each that stand one line below the other. */
function firstGroup(text: string, items: readonly HclItem[]): HclItem[] {
  const group: HclItem[] = [];
  for (const item of items) {
    const { kind, start, end } = item;
    const before = group.at(-1);
    const below = !before || text.slice(before.end, start).split('\n').length === 2;
    if (kind === 'attribute' && below && !text.slice(start, end).includes('\n')) group.push(item);
    else if (before) break;
  }
  return group;
}
