import type { IssueCodes } from './code.js';
import { ERRORS } from './errors.js';
import { SECURITY_WARNINGS } from './security-warnings.js';
import { SUGGESTIONS } from './suggestions.js';
import { WARNINGS } from './warnings.js';

/** Every issue code of Access Analyzer that the offline checks know: AWS's list of May 2023. */
export const AWS_CODES: IssueCodes = { ...ERRORS, ...WARNINGS, ...SECURITY_WARNINGS, ...SUGGESTIONS };
