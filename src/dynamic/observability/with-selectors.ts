import type { TrailRecord } from '../../aws/cloudtrail.js';
import { type EvidenceSource, emptyPart } from '../evidence-source.js';
import { sumUpSelectors } from './selectors.js';

/** The same source, which also asks once what the trails log and notes it; `trails` are those whose logs the source reads. */
export function withSelectors(source: EvidenceSource, trails: () => Promise<readonly TrailRecord[]>): EvidenceSource {
  return {
    ...source,
    async *read(request) {
      if (request.after === undefined)
        yield { key: '', part: { ...emptyPart(), selectors: sumUpSelectors(await trails()) } };
      yield* source.read(request);
    },
  };
}
