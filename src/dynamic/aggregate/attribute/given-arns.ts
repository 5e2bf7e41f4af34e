import { escapeLiteral } from '../../../model/arn-render.js';
import { UNBOUNDED_MEMBERS } from './member-names.js';

/** At most this many ARNs of a list are looked at. */
const MAX_ITEMS = 100;
/** An ARN, or what begins with one: a shard iterator is the stream's ARN, a bar and a token. */
const ARN = /^arn:[^|\s"{}]+/;

/**
 * ARNs that stand in a request's own members, as strings or lists of them, for needs whose resource nothing else names: `resourceArns`,
 * `replicationInstanceArn`, `shardIterator`. `seen` is told every member that holds one.
 */
export function givenArns(parameters: unknown, client: string, seen: (member: string) => void): string[] {
  if (parameters === null || typeof parameters !== 'object' || Array.isArray(parameters)) return [];
  return Object.entries(parameters).flatMap(([member, value]) => {
    // Values that are made anew in every call are read by the rules, with their volatile parts left open.
    if (UNBOUNDED_MEMBERS[client]?.[member]) return [];
    const arns = (Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value]).flatMap((item) => {
      const arn = typeof item === 'string' ? ARN.exec(item)?.[0] : undefined;
      return arn === undefined ? [] : [escapeLiteral(arn)];
    });
    if (arns.length > 0) seen(member);
    return arns;
  });
}
