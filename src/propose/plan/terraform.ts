import type { SourceLocation } from '../../model/location.js';
import { type HclItem, hclCommentsBetween, itemsIn } from '../hcl/body.js';
import { lineEndOf, type Splice } from '../splice.js';
import type { Plan } from '../types.js';
import { planEncoded } from './terraform-encoded.js';
import { joinDocuments } from './terraform-join.js';

/** What to edit for one role of a Terraform module. */
export interface TerraformTarget {
  functionId: string;
  /** Label of the `aws_iam_role`, when it is one of the module. */
  role?: string;
  /** Places of the documents the role has today, all in one file, as the file was read. */
  documents: readonly SourceLocation[];
  /** The blocks at those places. An edit for another role moves lines; names stay. */
  blocks?: readonly (string | undefined)[];
  /** `statement { … }` blocks, indented for the body of a data source. */
  statements: string;
  /** Data sources the statements refer to: `aws_region`. */
  dataSources: readonly string[];
}

/**
 * Edits the `aws_iam_policy_document` of a role: its statements are replaced; attachments of managed policies go. Comments inside move
 * to the top of the body.
 * @param moduleText text of all files of the module, to see what else refers to the document
 */
export function planTerraform(text: string, target: TerraformTarget, moduleText: string): Plan {
  const blocks = itemsIn(text, 0, text.length).filter(({ kind }) => kind === 'block');
  const homes = new Map<HclItem, SourceLocation>();
  /** Blocks that go. */
  const attachments = new Set<HclItem>();
  const names = target.blocks ?? blocksAt(text, target);
  for (const [index, at] of target.documents.entries()) {
    const block = blocks.find((one) => nameOf(one) === names[index]);
    if (!block) return { refused: 'its policy is not written in this file', at };
    if (block.labels[0] === 'aws_iam_role_policy_attachment') attachments.add(block);
    else homes.set(documentOf(text, blocks, block), at);
  }
  if (homes.size === 0) return { refused: 'it has managed policies only' };
  const [only] = [...homes] as [[HclItem, SourceLocation]];
  const module = { text, blocks, moduleText, documentOf: (block: HclItem) => documentOf(text, blocks, block) };
  const joined =
    homes.size === 1 ? { home: only[0], at: only[1], removed: [] } : joinDocuments(module, homes, target.role);
  if ('refused' in joined) return joined;
  const { home, at } = joined;
  for (const block of joined.removed) attachments.add(block);
  const shared = sharedPolicy(text, blocks, home, moduleText);
  if (shared !== undefined) return { refused: `its policy ${shared} is used in several places`, at };
  if (home.name === 'resource') {
    const before = missingSources(text, target, moduleText);
    const start = startWithComments(text, home.start);
    const comments = joined.removed.flatMap(({ inner }) => hclCommentsBetween(text, inner.start, inner.end));
    const statements = `${comments.map((comment) => `  ${comment}\n`).join('')}${target.statements}`;
    const plan = planEncoded(text, home, at, { statements, before, start }, moduleText);
    const removals = [...attachments].map((block) => removal(text, block));
    return 'refused' in plan ? plan : { splices: [...plan.splices, ...removals] };
  }
  const reason = refusal(text, home, moduleText);
  if (reason !== undefined) return { refused: reason, at };
  const statements = statementsOf(text, home);
  const first = statements[0]!;
  const last = statements.at(-1)!;
  const eol = lineEndOf(text);
  const moved = joined.removed.flatMap(({ inner }) => hclCommentsBetween(text, inner.start, inner.end));
  const comments = [...hclCommentsBetween(text, first.start, last.end), ...moved].map((comment) => `  ${comment}\n`);
  const body = `${comments.join('')}${target.statements}`.replace(/^ +/, '').replace(/\n$/, '').replaceAll('\n', eol);
  const splices: Splice[] = [{ start: first.start, end: last.end, text: body }];
  const added = missingSources(text, target, moduleText);
  const before = startWithComments(text, home.start);
  if (added !== '') splices.push({ start: before, end: before, text: added });
  for (const block of attachments) splices.push(removal(text, block));
  return { splices: text.slice(first.start, last.end) === body ? splices.slice(1) : splices };
}

/** Data sources the statements refer to and the module does not have yet. */
function missingSources(text: string, { dataSources }: TerraformTarget, moduleText: string): string {
  const eol = lineEndOf(text);
  const declared = (source: string) =>
    new RegExp(`^data\\s+"${source}"\\s+"current"`, 'm').test(`${text}\n${moduleText}`);
  return dataSources
    .filter((source) => !declared(source))
    .map((source) => `data "${source}" "current" {}${eol}${eol}`)
    .join('');
}

const statementsOf = (text: string, { inner }: HclItem): HclItem[] =>
  itemsIn(text, inner.start, inner.end).filter(({ kind, name }) => kind === 'block' && name === 'statement');

function refusal(text: string, home: HclItem, moduleText: string): string | undefined {
  const [type = '', label = ''] = home.labels;
  if (home.name !== 'data' || type !== 'aws_iam_policy_document')
    return `its policy is written in a ${home.name} ${type}, not in an aws_iam_policy_document`;
  const uses = moduleText.match(new RegExp(`\\bdata\\.aws_iam_policy_document\\.${label}\\b`, 'g'))?.length ?? 0;
  if (uses > 1) return `its document ${label} is used in ${uses} places`;
  const items = itemsIn(text, home.inner.start, home.inner.end);
  const odd = items.find(({ name }) => name !== 'statement' && name !== 'version' && name !== 'policy_id');
  if (odd) return `its document is made with ${odd.name}`;
  return items.some(({ name }) => name === 'statement') ? undefined : 'its document has no statements';
}

/** Names of the blocks that hold the documents of a role, before anything in the file is edited. */
export function blocksAt(text: string, { documents }: Pick<TerraformTarget, 'documents'>): (string | undefined)[] {
  const blocks = itemsIn(text, 0, text.length).filter(({ kind }) => kind === 'block');
  return documents.map(({ line }) => {
    const block = blockAt(text, blocks, line);
    return block && nameOf(block);
  });
}

const nameOf = ({ name, labels }: HclItem): string => [name, ...labels].join(' ');

/** The managed policy that carries a document, when more than one attachment (or anything else) names it. */
function sharedPolicy(text: string, blocks: readonly HclItem[], home: HclItem, moduleText: string): string | undefined {
  const carriers =
    home.name === 'resource'
      ? [home]
      : blocks.filter((block) => block.name === 'resource' && documentOf(text, blocks, block) === home);
  const label = carriers.find(({ labels }) => labels[0] === 'aws_iam_policy')?.labels[1];
  const uses = moduleText.match(new RegExp(`\\baws_iam_policy\\.${label}\\b`, 'g'))?.length ?? 0;
  return label !== undefined && uses > 1 ? label : undefined;
}

function blockAt(text: string, blocks: readonly HclItem[], line: number): HclItem | undefined {
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  return blocks.find(({ start, end }) => lineOf(start) <= line && line <= lineOf(end));
}

/** The document a policy resource names; the block itself when it names none of this file. */
function documentOf(text: string, blocks: readonly HclItem[], block: HclItem): HclItem {
  const policy = itemsIn(text, block.inner.start, block.inner.end).find(({ name }) => name === 'policy');
  const expression = policy && text.slice(policy.inner.start, policy.inner.end).trim();
  const label = /^data\.aws_iam_policy_document\.([\w-]+)\.json$/.exec(expression ?? '')?.[1];
  const named = blocks.find(
    ({ name, labels }) => name === 'data' && labels[0] === 'aws_iam_policy_document' && labels[1] === label,
  );
  return named ?? block;
}

/** Comments directly above a block belong to it. */
function startWithComments(text: string, start: number): number {
  const above = /(?:^[ \t]*(?:#|\/\/)[^\n]*\n)+$/m.exec(text.slice(0, start));
  return above && above.index + above[0].length === start ? above.index : start;
}

/** A block with the line it ends on and one blank line behind it. */
function removal(text: string, { start, end }: HclItem): Splice {
  const behind = /^[ \t]*(?:\r?\n){1,2}/.exec(text.slice(end))?.[0].length ?? 0;
  return { start, end: end + behind, text: '' };
}
