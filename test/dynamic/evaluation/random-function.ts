import type { Permission } from '../../../src/model/permission.js';
import { literal, type Text, unknownText } from '../../../src/model/text.js';

/** A habit of a made-up function: what it calls, how often, and what its code says of it. */
export interface Habit {
  action: `${string}:${string}`;
  eventSource: string;
  operation: string;
  category: 'Management' | 'Data';
  /** Calls a day on average; 0 for code that never runs. */
  rate: number;
  /** What the code declares; absent for a call no code shows. */
  declared?: Text;
  /** The resource of the nth call, and the event's own list of resources. */
  resource(random: () => number): string;
  parameters(resource: string): string;
}

export interface RandomFunction {
  habits: Habit[];
  declared: Permission[];
  /** Whether the trail logs data events. */
  logsData: boolean;
}

const REGION = 'eu-west-1';
const ACCOUNT = '111122223333';
const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const exact = (text: string) => () => text;
const none = () => '{}';
const last = (text: string) => text.slice(text.search(/[^:/]+$/));

/** mulberry32: the same seed gives the same numbers. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Rates from several a day to twice a year, as daily work, weekly and monthly jobs, and repairs have them. */
const RATES = [6, 2, 1 / 2, 1 / 7, 1 / 30, 1 / 80] as const;

/** A function with eight habits in its code, one in none, and one that never runs. */
export function randomFunction(seed: number): RandomFunction {
  const random = randomFrom(seed);
  const rate = (): number => RATES[Math.floor(random() * RATES.length)]!;
  const among = (list: readonly string[]) => (next: () => number) =>
    // The first is used far more often than the last.
    list[Math.floor(next() ** 2 * list.length)]!;
  const table = arn('dynamodb', `table/t${seed}`);
  const queue = arn('sqs', `q${seed}`);
  const machines = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, n) => arn('states', `stateMachine:m${n}`));
  const users = 1 + Math.floor(random() * 60);
  const upload = (next: () => number) =>
    `arn:aws:s3:::b${seed}/uploads/u${String.fromCharCode(97 + (Math.floor(next() * users) % 26))}${Math.floor(next() * users)}/f-${Math.floor(next() * 1e6)}.json`;
  const data = (
    service: string,
    operation: string,
  ): Pick<Habit, 'action' | 'eventSource' | 'operation' | 'category'> => ({
    action: `${service}:${operation}`,
    eventSource: `${service}.amazonaws.com`,
    operation: `${service}:${operation}`,
    category: 'Data',
  });
  const management = (service: string, operation: string, client = service) => ({
    ...data(service, operation),
    operation: `${client}:${operation}`,
    category: 'Management' as const,
  });
  const tableRequest = () => JSON.stringify({ tableName: `t${seed}` });
  const habits: Habit[] = [
    {
      ...data('dynamodb', 'GetItem'),
      rate: 6,
      declared: literal(table),
      resource: exact(table),
      parameters: tableRequest,
    },
    {
      ...data('dynamodb', 'PutItem'),
      rate: rate(),
      declared: literal(table),
      resource: exact(table),
      parameters: tableRequest,
    },
    {
      ...data('s3', 'PutObject'),
      rate: 6,
      declared: [
        ...literal(`arn:aws:s3:::b${seed}/uploads/`),
        ...unknownText('user'),
        ...literal('/'),
        ...unknownText('id'),
        ...literal('.json'),
      ],
      resource: upload,
      parameters: (resource) =>
        JSON.stringify({ bucketName: `b${seed}`, key: resource.slice(resource.indexOf('/') + 1) }),
    },
    { ...data('sqs', 'SendMessage'), rate: rate(), declared: literal(queue), resource: exact(queue), parameters: none },
    {
      ...management('states', 'StartExecution', 'sfn'),
      rate: rate(),
      declared: [...literal('arn:aws:states:*:*:stateMachine:'), ...unknownText('machine')],
      resource: among(machines),
      parameters: (resource) => JSON.stringify({ stateMachineArn: resource }),
    },
    {
      ...management('dynamodb', 'DescribeTable'),
      rate: rate(),
      declared: literal(table),
      resource: exact(table),
      parameters: tableRequest,
    },
    {
      ...management('ssm', 'PutParameter'),
      rate: rate(),
      declared: literal(arn('ssm', 'parameter/app/state')),
      resource: exact(arn('ssm', 'parameter/app/state')),
      parameters: () => JSON.stringify({ name: '/app/state' }),
    },
    {
      ...management('secretsmanager', 'GetSecretValue', 'secrets-manager'),
      rate: 0,
      declared: literal(arn('secretsmanager', 'secret:old-??????')),
      resource: exact(arn('secretsmanager', 'secret:old-abcdef')),
      parameters: none,
    },
    {
      ...management('ssm', 'GetParameter'),
      rate: rate(),
      resource: among(['a', 'b', 'c'].map((name) => arn('ssm', `parameter/dependency/${name}`))),
      parameters: (resource) => JSON.stringify({ name: `/dependency/${last(resource)}` }),
    },
  ];
  const declared = habits.flatMap(({ action, operation, declared: resource }): Permission[] =>
    resource
      ? [
          {
            action,
            resource,
            evidence: [
              {
                source: 'static',
                strength: 'proven',
                at: { file: 'index.js', line: 1, column: 1 },
                operation,
                path: [],
              },
            ],
          },
        ]
      : [],
  );
  return { habits, declared, logsData: random() < 0.5 };
}
