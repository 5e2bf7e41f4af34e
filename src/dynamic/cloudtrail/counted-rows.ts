import type { EventCounter } from '../aggregate/event-counter.js';
import type { TrailEvent } from '../aggregate/trail-event.js';

/** A row of a query engine's aggregate, by column. Absent and NULL are ''. */
export type CountedRow = { readonly [column: string]: string | null | undefined };

/** Counts one row of `n` equal events. Rows go the same way as single events, so both give the same usage. */
export function countRow(counter: EventCounter, row: CountedRow): void {
  const event = eventOf(row);
  if (event.count > 0) counter.add(event);
}

function eventOf(row: CountedRow): TrailEvent {
  const text = (column: string): string => row[column] ?? '';
  const arns = text('arns');
  return {
    role: text('role'),
    eventSource: text('eventsource'),
    eventName: text('eventname'),
    eventType: text('eventtype'),
    eventCategory: text('eventcategory'),
    invokedBy: text('invokedby'),
    errorCode: text('errorcode'),
    region: text('awsregion'),
    account: text('account'),
    // The query has written them as patterns already; `pattern` tells so.
    resources: arns === '' ? '' : JSON.stringify(arns.split('\n').map((pattern) => ({ pattern }))),
    parameters: text('parameters'),
    first: text('first'),
    last: text('last'),
    count: Number(text('n')) || 0,
  };
}
