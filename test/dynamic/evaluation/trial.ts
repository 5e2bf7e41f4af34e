import type { Catalog } from '../../../src/catalog/types.js';
import { EventCounter } from '../../../src/dynamic/aggregate/event-counter.js';
import { published } from '../../../src/dynamic/aggregate/generalise/resource-tree.js';
import type { Mode } from '../../../src/merge/usage/decide.js';
import { mergeUsage } from '../../../src/merge/usage/merge-usage.js';
import { renderArn } from '../../../src/model/arn-render.js';
import type { RoleUsage, UsageFile } from '../../../src/model/usage.js';
import type { Habit, RandomFunction } from './random-function.js';

const ROLE = 'arn:aws:iam::111122223333:role/made-up';
const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;
/** Days of history before the split, and days held out behind it. */
export const HISTORY = 90;
export const HELD_OUT = 30;

export interface Call {
  habit: Habit;
  resource: string;
  time: string;
  day: number;
}

/** Every call of a function in the whole time: as many a day as its rates say, at random. */
export function callsOf({ habits }: RandomFunction, random: () => number): Call[] {
  const calls: Call[] = [];
  for (let day = 0; day < HISTORY + HELD_OUT; day++)
    for (const habit of habits) {
      const number = Math.floor(habit.rate) + (random() < habit.rate % 1 ? 1 : 0);
      for (let n = 0; n < number; n++) {
        const time = `${new Date(START + day * DAY + Math.floor(random() * DAY)).toISOString().slice(0, 19)}Z`;
        calls.push({ habit, resource: habit.resource(random), time, day });
      }
    }
  return calls;
}

/** What `collect` would write of the `window` days before the split: attributed and generalised by the product's own counter. */
export function historyOf(fn: RandomFunction, calls: readonly Call[], window: number, catalog: Catalog): UsageFile {
  const counter = new EventCounter(catalog, { roles: [], accounts: [], regions: [] });
  for (const { habit, resource, time, day } of calls) {
    if (day >= HISTORY || day < HISTORY - window || (habit.category === 'Data' && !fn.logsData)) continue;
    counter.add({
      role: ROLE,
      eventSource: habit.eventSource,
      eventName: habit.action.split(':')[1]!,
      eventType: 'AwsApiCall',
      eventCategory: habit.category,
      invokedBy: '',
      errorCode: '',
      region: 'eu-west-1',
      account: '111122223333',
      resources: JSON.stringify([{ ARN: resource }]),
      parameters: habit.parameters(resource),
      first: time,
      last: time,
      count: 1,
    });
  }
  const { rows, read, used, skipped } = counter.take();
  const usages = (rows[0]?.usages ?? []).map((usage) => ({ ...usage, resource: published(usage.resource) }));
  const day = (number: number) => `${new Date(START + number * DAY).toISOString().slice(0, 19)}Z`;
  const types = ['AWS::S3::Object', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue'];
  return {
    schemaVersion: 1,
    window: { from: day(HISTORY - window), to: day(HISTORY) },
    sources: [
      {
        kind: 'cloudtrail-files',
        location: 'trail',
        accounts: ['111122223333'],
        regions: ['eu-west-1'],
        files: { read: window, failed: 0 },
        events: { read, used, skipped },
        selectors: { management: true, data: fn.logsData ? types.map((type) => ({ type, all: true })) : [] },
        gaps: [],
      },
    ],
    roles: [{ arn: ROLE, usages, advisor: [] }],
    unmapped: [],
  };
}

export interface Grant {
  action: string;
  resource: string;
}

/** The policy of a mode. */
export function policyOf(
  fn: RandomFunction,
  usage: UsageFile,
  mode: Mode,
  catalog: Catalog,
  minimumDays?: number,
): Grant[] {
  const options = { mode, ...(minimumDays !== undefined && { minimumDays }) };
  const { permissions } = mergeUsage(fn.declared, usage, usage.roles[0] as RoleUsage, catalog, options);
  return permissions.map(({ action, resource }) => ({ action, resource: renderArn(resource) }));
}

/** Whether a policy lets a call pass: IAM's `*` and `?`, written here once more, apart from the product's matchers. */
export function allows(policy: readonly Grant[], { habit, resource }: Call): boolean {
  return policy.some((grant) => {
    const source = grant.resource
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    return grant.action === habit.action && new RegExp(`^${source}$`, 's').test(resource);
  });
}
