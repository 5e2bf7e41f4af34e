import type { NamedPolicy } from '../../model/policy.js';
import { hclText } from './expression.js';

/** Name of the policy resource that is the boundary of a role. */
export const boundaryLabel = (role: string): string => `${role}_boundary`;

/**
 * A permissions boundary as an `aws_iam_policy`, laid out as `terraform fmt` does. Its name is a prefix, since the role's name may come
 * from a variable. Undefined when the document names a resource of the module, which Terraform knows by another name.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy
 */
export function boundaryBlock({ document }: NamedPolicy, role: string): string | undefined {
  if (/\$\{(?!aws:|\*\}|\?\}|\$\})/.test(JSON.stringify(document))) return undefined;
  return `resource "aws_iam_policy" "${boundaryLabel(role)}" {
  name_prefix = "${hclText(role)}-boundary-"
  description = "Permissions boundary of the role ${hclText(role)}"

  policy = jsonencode(${hclValue(document, '  ')})
}
`;
}

function hclValue(value: unknown, pad: string): string {
  const inner = `${pad}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${hclValue(item, inner)},\n`).join('')}${pad}]`;
  }
  if (typeof value !== 'object' || value === null) return `"${hclText(String(value))}"`;
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  return `{\n${groupsOf(entries)
    .map((group) => group.map(([key, item]) => `${inner}${key} = ${hclValue(item, inner)}\n`).join(''))
    .join('')}${pad}}`;
}

/** Keys that stand on lines of their own, one below the other, have their signs below each other; identifiers need no quotes. */
function groupsOf(entries: readonly [string, unknown][]): [string, unknown][][] {
  const groups: [string, unknown][][] = [];
  let open = false;
  for (const [key, value] of entries) {
    const name = /^[A-Za-z_]\w*$/.test(key) ? key : `"${hclText(key)}"`;
    const short = typeof value !== 'object' || value === null;
    if (short && open) groups.at(-1)!.push([name, value]);
    else groups.push([[name, value]]);
    open = short;
  }
  return groups.map((group) => {
    const width = Math.max(...group.map(([name]) => name.length));
    return group.map(([name, value]) => [name.padEnd(width), value]);
  });
}
