/** A query that AWS took but did not finish: its state and AWS's own words. */
export class QueryFailed extends Error {
  constructor(
    readonly state: string,
    readonly reason: string,
  ) {
    super(`the query ended as ${state}: ${reason}`);
  }
}
