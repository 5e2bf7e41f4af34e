/**
 * What is kept of one CloudTrail record, or of a group of equal ones counted by a query engine. Session names, IP addresses and user
 * agents are never read; `requestParameters` is read only to find the resource and is not kept.
 */
export interface TrailEvent {
  /** ARN of the role behind the session: `sessionIssuer.arn`, with its path. Empty when the caller is no role. */
  role: string;
  eventSource: string;
  eventName: string;
  eventType: string;
  eventCategory: string;
  /** Service that called on the role's behalf (forward access), else empty. */
  invokedBy: string;
  errorCode: string;
  region: string;
  /** Account that received the event: the owner of its resources unless they say otherwise. */
  account: string;
  /** The `resources` member as JSON text, or empty. */
  resources: string;
  /** The `requestParameters` member as JSON text, or empty. */
  parameters: string;
  /** ISO 8601 in seconds, UTC. */
  first: string;
  last: string;
  count: number;
}
