import type { NamedPolicy } from '../../model/policy.js';
import type { CfnValue } from './fragments.js';
import { longForm } from './long-form.js';
import { printYaml, Tagged, type Yaml } from './yaml.js';

const PSEUDO = /\$\{AWS::(?:Partition|Region|AccountId|URLSuffix)\}/g;

/**
 * A permissions boundary as a managed policy of a template. It names services, not resources; where it has to name a resource of the
 * template, that is the answer instead.
 */
export function boundaryResource({ document }: NamedPolicy, role: string): CfnValue | { refused: string } {
  const foreign = JSON.stringify(document)
    .replace(PSEUDO, '')
    .match(/\$\{(?!aws:|\*\}|\?\}|\$\})[^}]*\}/)?.[0];
  if (foreign !== undefined)
    return { refused: `its boundary has to name ${foreign}; \`iam-tighten boundary\` prints it` };
  const tree: Yaml = {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { Description: `Permissions boundary of ${role}`, PolicyDocument: treeOf(document) },
  };
  return { block: printYaml(tree), data: longForm(tree) };
}

function treeOf(value: unknown): Yaml {
  if (Array.isArray(value)) return value.map(treeOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, treeOf(inner)]));
  const text = String(value);
  if (!text.match(PSEUDO)) return text;
  // IAM's own `${aws:…}` must not be filled in by the template.
  return new Tagged('Sub', text.replace(/\$\{(?!AWS::)/g, '${!'));
}
