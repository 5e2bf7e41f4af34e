import type { SourceLocation } from './location.js';

/**
 * Something the user can mend: bad input, a missing file, a wrong flag. The CLI prints it as one sentence with the place and the
 * advice and exits 2; it never shows a stack. Everything else that is thrown is our bug.
 */
export class UserError extends Error {
  readonly location: SourceLocation | undefined;
  readonly advice: string | undefined;

  constructor(message: string, details: { location?: SourceLocation; advice?: string } = {}) {
    super(message);
    this.name = 'UserError';
    this.location = details.location;
    this.advice = details.advice;
  }
}
