import { oneLine } from '../../model/escape/plain.js';
import type { Renderer } from '../options.js';
import { snakeCase, UniqueNames } from '../text/names.js';
import { Placeholders } from '../text/placeholders.js';
import { textPolicies } from '../text/statements.js';
import { policyDocumentBlock } from './document.js';
import { hclText, moduleOf } from './expression.js';

/** `--format terraform`: one `aws_iam_policy_document` per policy, with the variables and data sources they refer to on top. */
export const renderTerraform: Renderer = (analysis, { catalog }) => {
  const variables = new Placeholders(snakeCase);
  const dataSources = new Set<string>();
  const labels = new UniqueNames();
  const blocks = analysis.functions.flatMap((result) => {
    const { fn } = result;
    const scope = { fn, project: analysis.project, variables, dataSources, catalog };
    const policies = textPolicies(result);
    return policies.map((policy) => {
      // Terraform's own ids are `aws_lambda_function.orders`: the last part is the name.
      const last = fn.id.split('.').at(-1) ?? fn.id;
      const caller = /([\w-]+(?:\[[^\]]*\])?)\.$/.exec(moduleOf(fn.id))?.[1] ?? '';
      const words = policies.length > 1 ? policy.name : `${caller} ${last}`;
      const label = labels.nameOf(`${fn.id}\n${policy.name}`, snakeCase(words));
      const module = moduleOf(fn.id).replace(/\.$/, '');
      const where = module === '' ? '' : `, in the words of ${module}`;
      const heading = `# ${oneLine(`${fn.id} (${fn.handler.file}#${fn.handler.export})${where}`)}\n`;
      return heading + policyDocumentBlock(policy, label, scope);
    });
  });
  const inputs = variables
    .list()
    .map(
      ({ name, meaning }) =>
        `variable "${name}" {\n  description = "Fill in: ${hclText(oneLine(meaning))}"\n  type        = string\n}\n`,
    );
  const sources = [...dataSources].toSorted().map((source) => `data "${source}" "current" {}\n`);
  const preamble = sources.length > 0 ? [`# Leave out what the module declares already.\n${sources.join('\n')}`] : [];
  return [...inputs, ...preamble, ...blocks].join('\n');
};
