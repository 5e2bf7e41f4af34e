import type { FindingType } from '../types.js';

/** How grave the checks are that AWS does not have. */
export const OWN_TYPES: { readonly [ruleId: string]: FindingType } = {
  IT501: 'WARNING',
  IT502: 'WARNING',
  IT503: 'WARNING',
  IT504: 'SUGGESTION',
  IT505: 'ERROR',
  IT506: 'WARNING',
  IT507: 'SUGGESTION',
  IT508: 'SECURITY_WARNING',
  IT509: 'SUGGESTION',
  IT510: 'ERROR',
  IT511: 'WARNING',
  IT512: 'SUGGESTION',
  IT513: 'WARNING',
  IT514: 'ERROR',
  IT515: 'ERROR',
  IT516: 'ERROR',
};
