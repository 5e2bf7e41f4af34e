import type { Finding } from '../../model/finding.js';
import type { ProjectFiles } from '../files.js';
import { jsonObject, parseAttributes } from './hcl.js';

/** The files Terraform reads without being told, later ones winning: https://developer.hashicorp.com/terraform/language/values/variables */
const isAutomatic = (name: string): boolean =>
  name === 'terraform.tfvars' || name === 'terraform.tfvars.json' || /\.auto\.tfvars(\.json)?$/.test(name);

/** Values of variables in the root module's variable files. A file that cannot be read is reported. */
export async function readVariables(
  files: ProjectFiles,
  folder: string,
  report: (finding: Finding) => void,
): Promise<{ [variable: string]: unknown }> {
  const names = files.list(folder).filter(isAutomatic).toSorted(byPrecedence);
  const values: { [variable: string]: unknown } = {};
  for (const name of names) {
    const file = folder === '' ? name : `${folder}/${name}`;
    const text = files.read(file) ?? '';
    const read = name.endsWith('.json') ? jsonObject(text) : await parseAttributes(text);
    if (read) Object.assign(values, read);
    else
      report({
        ruleId: 'IT305',
        level: 'error',
        args: { problem: name.endsWith('.json') ? 'Not valid JSON' : 'Not valid HCL' },
        location: { file, line: 1, column: 1 },
      });
  }
  return values;
}

/** `terraform.tfvars`, then its JSON, then the others by name. */
const rank = (name: string): number => (name === 'terraform.tfvars' ? 0 : name === 'terraform.tfvars.json' ? 1 : 2);

const byPrecedence = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);
