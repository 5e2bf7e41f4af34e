import type { SourceLocation } from '../../model/location.js';
import { type HclItem, itemsIn } from '../hcl/body.js';

/** What becomes of several documents of one role: one is edited, the others go. */
export interface Joined {
  home: HclItem;
  at: SourceLocation;
  removed: HclItem[];
}

interface Module {
  text: string;
  blocks: readonly HclItem[];
  /** Text of all files that may refer to this one. */
  moduleText: string;
  /** The document a policy resource names, or the resource itself. */
  documentOf(block: HclItem): HclItem;
}

/** A document with the blocks that give it to the role. */
interface Given {
  document: HclItem;
  at: SourceLocation;
  /** Gives it to this role alone; `undefined` when the document is of other roles too. */
  carrier: HclItem | undefined;
  attachment: HclItem | undefined;
}

/**
 * One policy for a role that has several: the documents that only this role has are joined in the first, inline policies before managed
 * ones; what other roles have too is detached from this one and stays. Answers with a reason where that cannot be seen in the file.
 * @param role label of the `aws_iam_role`
 */
export function joinDocuments(
  module: Module,
  homes: ReadonlyMap<HclItem, SourceLocation>,
  role: string | undefined,
): Joined | { refused: string; at?: SourceLocation } {
  const all: Given[] = [];
  for (const [document, at] of homes) {
    const given = role === undefined ? `it has ${homes.size} policy documents` : givenBy(module, document, at, role);
    if (typeof given === 'string') return { refused: given, at };
    all.push(given);
  }
  const own = all.filter(({ carrier }) => carrier !== undefined);
  // The longest is the one that is named for what the function does; the others mostly are about logs.
  const byLength = own.toSorted((a, b) => lengthOf(b.document) - lengthOf(a.document));
  const home = byLength.find(({ carrier }) => carrier!.labels[0] === 'aws_iam_role_policy') ?? byLength[0];
  if (!home) return { refused: `its ${all.length} policies are used in several places` };
  const removed = all
    .filter((given) => given !== home)
    .flatMap(({ document, carrier, attachment }) => [
      ...(attachment ? [attachment] : []),
      ...(carrier ? [carrier, ...(document === carrier ? [] : [document])] : []),
    ]);
  const involved = [...removed, home.document, home.carrier!];
  const counted = involved.find((block) => isCounted(module.text, block));
  if (counted) return { refused: `${counted.labels.join('.')} is made with count or for_each` };
  return { home: home.document, at: home.at, removed };
}

function givenBy(module: Module, document: HclItem, at: SourceLocation, role: string): Given | string {
  const { text, blocks, moduleText } = module;
  const carriers =
    document.name === 'resource'
      ? [document]
      : blocks.filter((block) => block.name === 'resource' && module.documentOf(block) === document);
  const [carrier] = carriers;
  const label = document.labels[1];
  const uses = document.name === 'data' ? countOf(moduleText, `data\\.aws_iam_policy_document\\.${label}`) : 1;
  if (!carrier || carriers.length > 1 || uses > 1) return `its document ${label} is used in ${uses} places`;
  if (carrier.labels[0] === 'aws_iam_role_policy') return { document, at, carrier, attachment: undefined };
  if (carrier.labels[0] !== 'aws_iam_policy') return `its policy is written in a ${carrier.labels[0]}`;
  const policy = `aws_iam_policy\\.${carrier.labels[1]}`;
  const attachments = blocks.filter(
    (block) =>
      block.labels[0] === 'aws_iam_role_policy_attachment' &&
      countOf(inner(text, block), policy) > 0 &&
      countOf(inner(text, block), `aws_iam_role\\.${role}`) > 0,
  );
  if (attachments.length !== 1) return `how ${carrier.labels[1]} is attached to its role is not written in this file`;
  const alone = countOf(moduleText, policy) === 1;
  return { document, at, carrier: alone ? carrier : undefined, attachment: attachments[0] };
}

const lengthOf = ({ start, end }: HclItem): number => end - start;

const inner = (text: string, block: HclItem): string => text.slice(block.inner.start, block.inner.end);

const countOf = (text: string, name: string): number => text.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;

const isCounted = (text: string, { inner: { start, end } }: HclItem): boolean =>
  itemsIn(text, start, end).some(({ name }) => name === 'count' || name === 'for_each');
