import type { GroupSpec } from '../automaton.js';
import { type Glob, parseGlob, STAR } from '../glob.js';
import { bindGlob, type Lookup, type Pattern } from '../pattern.js';
import type { Selection } from '../policy/statement.js';
import type { ResourceGlob } from './arn-overlap.js';
import { type TextSet, TextSpace } from './text-space.js';

const ANY_ARN = parseGlob('arn:*:*:*:*:*');
/** Examples should look like ARNs: partition, service and the last field are not empty. */
const FULL_ARN = parseGlob('arn:?*:?*:*:*:?*');
const ARN_START = parseGlob('arn:*');

/** Resources of requests: ARNs, and `*` for actions that take none. */
export class ResourceSpace extends TextSpace {
  set(resources: Selection<Pattern> | undefined, lookup: Lookup): TextSet {
    if (!resources) return this.setOf(false, [[STAR]]);
    return this.setOf(
      resources.not,
      resources.values.map((one) => bindGlob(one, lookup)).filter((one) => one !== undefined),
    );
  }

  protected searchIn(chosen: readonly ResourceGlob[], avoid: readonly ResourceGlob[]): string | undefined {
    const must = chosen.map(({ glob }): GroupSpec => ({ globs: [glob], arn: true }));
    const mustNot = { globs: avoid.map(({ glob }) => glob), arn: true };
    const arn = (shape: Glob) => this.shortest([...must, { globs: [shape], arn: true }], mustNot);
    const any = arn(ANY_ARN);
    if (any !== undefined) return arn(FULL_ARN) ?? any;
    if (chosen.every(matchesStar) && !avoid.some(matchesStar)) return '*';
    if (chosen.length === 0 || chosen.some(({ fields }) => fields)) return undefined;
    // Neither an ARN nor `*`: no request has such a resource, but a policy that names one is compared by its text.
    const texts = avoid.filter(({ fields }) => !fields).map(({ glob }) => glob);
    return this.shortest(
      chosen.map(({ glob }) => ({ globs: [glob] })),
      { globs: [...texts, ARN_START] },
    );
  }
}

/** Does the resource `*` of a request match? */
const matchesStar = ({ glob }: ResourceGlob): boolean => glob.length === 1 && (glob[0]! < 0 || glob[0] === 42);
