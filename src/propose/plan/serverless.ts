import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Splice } from '../splice.js';
import type { Plan, Target } from '../types.js';
import { type FoundPair, pairAt, sharedAnchor, type YamlFile } from '../yaml/document.js';
import { insertPair, removePair, replaceValue } from '../yaml/edit.js';
import { sameValue } from './apart.js';
import { listIndent, listIndentOfFile, placeOf } from './sam.js';

/** Where statements stand, in the order of the versions of the framework and of serverless-iam-roles-per-function. */
const OF_FUNCTION = [['iam', 'role', 'statements'], ['iamRoleStatements']];
const OF_PROVIDER = [['iam', 'role', 'statements'], ['iamRoleStatements']];
const MANAGED = [['iam', 'role', 'managedPolicies'], ['iamManagedPolicies']];

/** Edits the statements of the shared role, or those of one function that has a role of its own. */
export function planServerless(yaml: YamlFile, { functionId, role, fragments }: Target): Plan {
  if (fragments.apart.length > 0)
    return { refused: 'its policy names the function itself, which its role must not wait for' };
  const own = role !== 'IamRoleLambdaExecution';
  const owner = own ? ['functions', functionId] : ['provider'];
  const pairs = (own ? OF_FUNCTION : OF_PROVIDER).flatMap((path) => pairAt(yaml.root, [...owner, ...path]) ?? []);
  if (pairs.length > 1) return { refused: 'its statements are written in two places', at: placeOf(yaml, pairs[1]!) };
  const managed = own ? [] : MANAGED.flatMap((path) => pairAt(yaml.root, [...owner, ...path]) ?? []);
  const removal = managed.flatMap((pair) => removePair(yaml, pair));
  const [pair] = pairs;
  if (!pair) {
    if (own) return { refused: 'its statements are not written in this file' };
    const added = insertStatements(yaml, fragments);
    return added ? { splices: [...added, ...removal] } : { refused: 'the provider section is not a plain map' };
  }
  if (!isSeq(pair.value) && pair.value !== null)
    return { refused: 'its statements come from a variable', at: placeOf(yaml, pair) };
  const anchor = pair.value && sharedAnchor(yaml, pair.value);
  if (anchor)
    return { refused: `its statements carry the anchor &${anchor}, which is used elsewhere`, at: placeOf(yaml, pair) };
  const alone = own ? endInheritance(yaml, owner, pair) : [];
  if (sameValue(pair.value, fragments.statements.data)) return { splices: [...removal, ...alone] };
  return { splices: [...replaceValue(yaml, pair, fragments.statements, listIndent(yaml, pair)), ...removal, ...alone] };
}

/**
 * The statements of a function that inherits those of the provider say all it needs, so that it no longer does: its own setting wins.
 * https://github.com/functionalone/serverless-iam-roles-per-function#usage
 */
function endInheritance(yaml: YamlFile, owner: readonly string[], statements: FoundPair): Splice[] {
  const isTrue = (found: FoundPair | undefined) => isScalar(found?.value) && found.value.value === true;
  const name = 'iamRoleStatementsInherit';
  const set = pairAt(yaml.root, [...owner, name]);
  const everywhere = pairAt(yaml.root, ['custom', 'serverless-iam-roles-per-function', 'defaultInherit']);
  if (!isTrue(set ?? everywhere)) return [];
  const no = { block: 'false', data: false, inline: true } as const;
  return set ? replaceValue(yaml, set, no, 2) : insertPair(yaml, statements, name, no, 2);
}

/** Statements where there were none: below the nearest part of `provider.iam.role` that is written. */
function insertStatements(yaml: YamlFile, { statements }: Target['fragments']) {
  const path = ['provider', 'iam', 'role'];
  for (let length = path.length; length > 0; length -= 1) {
    const found = pairAt(yaml.root, path.slice(0, length));
    const after = found && lastOf(found);
    if (!after) continue;
    const missing = [...path.slice(length), 'statements'];
    const [name = ''] = missing;
    return insertPair(
      yaml,
      after,
      name,
      nest(missing.slice(1), statements),
      missing.length === 1 ? listIndentOfFile(yaml) : 2,
    );
  }
  return undefined;
}

function lastOf({ value }: FoundPair): FoundPair | undefined {
  const last = isMap(value) ? (value.items as Pair<Node, Node | null>[]).at(-1) : undefined;
  return last && isMap(value) ? { map: value, key: last.key, value: last.value } : undefined;
}

function nest(
  keys: readonly string[],
  { block, data }: Target['fragments']['statements'],
): Target['fragments']['statements'] {
  return keys.reduceRight(
    (inner, key) => ({ block: `${key}:\n${inner.block.replace(/^(?=.)/gm, '  ')}`, data: { [key]: inner.data } }),
    { block, data },
  );
}
