import type { Rule } from '../types.js';

/** Sids: spelling and uniqueness. IAM and Organizations refuse doubles; policies of resources often take them. */
export const sids: Rule = function* ({ policy }) {
  const seen = new Set<string>();
  const free = policy.type === 'resource' || policy.type === 'rcp';
  for (const { sid } of policy.statements) {
    if (!sid) continue;
    if (sid.text === '') yield { code: 'EMPTY_SID_VALUE', at: sid.node };
    else if (!free && !/^[A-Za-z0-9]+$/.test(sid.text)) yield { code: 'UNSUPPORTED_SID', at: sid.node };
    if (sid.text !== '' && seen.has(sid.text)) {
      const code = free ? 'UNIQUE_SIDS_RECOMMENDED' : 'UNIQUE_SIDS_REQUIRED';
      yield { code, at: sid.node, args: { sid: sid.text } };
    }
    seen.add(sid.text);
  }
};
