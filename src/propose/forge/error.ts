/** An answer of a code forge that is no success. The message names the call and never the token. */
export class ForgeError extends Error {
  override name = 'ForgeError';
  constructor(
    message: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
  ) {
    super(message);
  }
}
