import type { ConditionBlock, PolicyDocument, Statement } from '../../src/model/policy.js';
import type { AccessRequest, RequestContext } from '../../src/prove/index.js';
import { random } from '../servers/no-new-access-oracle.js';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app/worker`;

/** Real actions with resources they take, and near misses. */
const TARGETS: readonly [action: string, resources: string[]][] = [
  [
    's3:GetObject',
    [
      'arn:aws:s3:::media/in/cat.png',
      'arn:aws:s3:::media/cat.png',
      'arn:aws:s3:::logs/2026/11/a',
      'arn:aws:s3:::media/alice/x-y',
    ],
  ],
  ['s3:ListBucket', ['arn:aws:s3:::media', 'arn:aws:s3:::logs']],
  ['sqs:SendMessage', [`arn:aws:sqs:us-east-1:${ACCOUNT}:orders`, `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders-dlq`]],
  [
    'dynamodb:GetItem',
    [`arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/Orders`, `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/Users`],
  ],
  [
    'dynamodb:Query',
    [
      `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/Orders/index/byDate`,
      `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/Orders`,
    ],
  ],
  ['logs:PutLogEvents', [`arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/f:log-stream:a`]],
  [
    'lambda:InvokeFunction',
    [`arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`, `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f:prod`],
  ],
];

const ACTION_PATTERNS = [
  '*',
  's3:*',
  's3:Get*',
  's3:getobject',
  's3:*Object',
  'sqs:SendMessage',
  'dynamodb:*',
  'dynamodb:Q?ery',
  'dynamodb:GetItem',
  'logs:Put*',
  'lambda:Invoke*',
  'S3:ListBucket',
];

const TEXTS = [
  'alice',
  'bob',
  'Alice',
  'a*',
  '*',
  'al?ce',
  '${aws:username}',
  "${aws:username, 'bob'}",
  '${aws:PrincipalTag/team}',
  'red',
  'r*',
  '${*}',
  '*b*',
];

const KEYS: { readonly [key: string]: readonly (string | string[] | undefined)[] } = {
  'aws:username': [undefined, 'alice', 'bob', 'Alice'],
  'aws:PrincipalTag/team': [undefined, 'red', 'Red', 'alice', '*'],
  'aws:TagKeys': [undefined, ['alice'], ['alice', 'bob'], ['red', 'x'], ['Alice', 'bob', 'red']],
  'aws:SourceIp': [undefined, '10.1.2.3', '192.168.1.1', '203.0.113.9', '10.2.0.1'],
  'aws:SecureTransport': ['true', 'false'],
  'aws:CurrentTime': ['2026-01-01T00:00:00Z', '2026-06-15T12:00:00Z', '2027-01-01T00:00:00Z'],
  'aws:MultiFactorAuthAge': [undefined, '0', '60', '3600'],
  'aws:SourceArn': [
    undefined,
    'arn:aws:sns:us-east-1:111122223333:topic',
    'arn:aws:sns:us-east-1:444455556666:t:x',
    'arn:aws:s3:::media',
  ],
  'aws:PrincipalArn': [ROLE],
};

export interface Case {
  request: AccessRequest;
  identity: PolicyDocument[];
  boundary?: PolicyDocument;
  serviceControl: PolicyDocument[][];
  resource?: PolicyDocument;
}

/** An endless, seeded row of policies and requests that have a good chance to meet. */
export class RandomCases {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = random(seed);
  }

  case(): Case {
    const request = this.request();
    const resource = this.chance(0.15) && request.action === 'sqs:SendMessage';
    return {
      request,
      identity: this.times(1, 2, () => this.policy(request, false)),
      // A boundary beside a resource policy that grants to `*`: see known-differences.test.ts.
      ...(!resource && this.chance(0.25) && { boundary: this.policy(request, false) }),
      serviceControl: this.chance(0.2) ? this.times(1, 2, () => [this.policy(request, false)]) : [],
      ...(resource && { resource: this.policy(request, true) }),
    };
  }

  request(): AccessRequest {
    const [action, resources] = this.pick(TARGETS);
    const context: RequestContext = {};
    for (const [key, values] of Object.entries(KEYS)) {
      const value = this.pick(values);
      if (value !== undefined) context[this.chance(0.1) ? key.toUpperCase() : key] = value;
    }
    return { action, resource: this.pick(resources), principal: { AWS: ROLE }, context };
  }

  policy(request: AccessRequest, withPrincipal: boolean): PolicyDocument {
    return {
      Version: '2012-10-17',
      Statement: this.times(1, 3, () => this.statement(request, withPrincipal)),
    };
  }

  statement(request: AccessRequest, withPrincipal: boolean): Statement {
    const actions = this.times(1, 2, () =>
      this.chance(0.6) ? this.blur(request.action, ':') : this.pick(ACTION_PATTERNS),
    );
    const not = this.chance(0.1);
    const all = this.times(1, 2, () => this.resourcePattern(request));
    const resources = not ? all.map((one) => one.replace('${aws:username}', 'alice')) : all;
    return {
      Effect: this.chance(0.75) ? 'Allow' : 'Deny',
      ...(withPrincipal && {
        Principal: this.pick([
          '*',
          { AWS: '*' },
          { AWS: ACCOUNT },
          { AWS: ROLE },
          { AWS: 'arn:aws:iam::444455556666:root' },
          { Service: 'sns.amazonaws.com' },
        ] as const),
      }),
      [this.chance(0.1) ? 'NotAction' : 'Action']: actions.length === 1 ? actions[0] : actions,
      [not ? 'NotResource' : 'Resource']: resources,
      ...(this.chance(0.5) && {
        Condition: Object.assign({}, ...this.times(1, 2, () => this.condition())) as ConditionBlock,
      }),
    } as Statement;
  }

  condition(): ConditionBlock {
    const [key, operators, values] = this.pick(CONDITIONS);
    const operator = this.pick(operators);
    const set = key === 'aws:TagKeys' ? this.pick(['ForAllValues:', 'ForAnyValue:']) : '';
    const suffix = operator !== 'Null' && set !== 'ForAnyValue:' && this.chance(0.2) ? 'IfExists' : '';
    // Variables without a value under negated operators, and escapes without wildcards: see known-differences.test.ts.
    const known = values.filter(
      (one) => !(/Not/.test(operator) && one.includes('${aws')) && !(/Equals/.test(operator) && one === '${*}'),
    );
    const chosen = operator === 'Null' ? [String(this.chance(0.5))] : this.times(1, 2, () => this.pick(known));
    return { [set + operator + suffix]: { [key]: chosen } };
  }

  /** The request's ARN with parts replaced by wildcards or variables. Field 6 keeps what stands before its first `/` or `:`. */
  private resourcePattern(request: AccessRequest): string {
    if (this.chance(0.15)) return '*';
    const [, resources] = this.pick(TARGETS);
    const arn = this.chance(0.7) ? request.resource : this.pick(resources);
    const fields = arn.split(':');
    const rest = fields.slice(5).join(':');
    const head = fields
      .slice(1, 5)
      .map((field, i) =>
        i > 1 && this.chance(0.3) ? this.pick(['*', `${field.slice(0, 3)}*`, field.replace(/.$/, '?')]) : field,
      );
    const type = /^[^/:]*/.exec(rest)![0];
    const name = rest.slice(type.length);
    const tail =
      name === ''
        ? name
        : name[0] +
          this.pick([name.slice(1), '*', this.blur(name.slice(1), '/'), '${aws:username}/*', `${name.slice(1)}*`]);
    return `arn:${head.join(':')}:${type}${tail}`;
  }

  /** A text with a part of it, not across the separator, replaced by a wildcard. */
  private blur(text: string, separator: string): string {
    const at = Math.max(text.lastIndexOf(separator) + 1, 0);
    const length = text.length - at;
    if (length < 2 || this.chance(0.4)) return text;
    const from = at + Math.floor(this.next() * length);
    const to = from + 1 + Math.floor(this.next() * (text.length - from - 1));
    return text.slice(0, from) + (to === from + 1 ? '?' : '*') + text.slice(to);
  }

  private chance(share: number): boolean {
    return this.next() < share;
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  private times<T>(min: number, max: number, make: () => T): T[] {
    return Array.from({ length: min + Math.floor(this.next() * (max - min + 1)) }, make);
  }
}

const STRINGS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const NUMBERS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const CONDITIONS: readonly [key: string, operators: readonly string[], values: readonly string[]][] = [
  ['aws:username', [...STRINGS, 'Null'], TEXTS],
  ['aws:PrincipalTag/team', [...STRINGS, 'Null'], TEXTS],
  ['aws:TagKeys', STRINGS, TEXTS],
  [
    'aws:SourceIp',
    ['IpAddress', 'NotIpAddress'],
    ['10.0.0.0/8', '10.1.2.3', '192.168.0.0/16', '2001:db8::/32', '10.2.0.0/15'],
  ],
  ['aws:SecureTransport', ['Bool'], ['true', 'false', 'TRUE']],
  [
    'aws:CurrentTime',
    NUMBERS.map((one) => `Date${one}`),
    ['2026-06-15T12:00:00Z', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00+00:00'],
  ],
  ['aws:MultiFactorAuthAge', NUMBERS.map((one) => `Numeric${one}`), ['0', '60', '100.5', '3600']],
  [
    'aws:SourceArn',
    ['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals'],
    ['arn:aws:sns:*:111122223333:*', 'arn:aws:sns:us-east-1:*:t*', 'arn:aws:s3:::media', 'arn:*:s3:*:*:m?dia'],
  ],
  [
    'aws:PrincipalArn',
    ['ArnLike', 'StringEquals', 'ArnNotLike'],
    [ROLE, `arn:aws:iam::${ACCOUNT}:role/app/*`, 'arn:aws:iam::*:role/other'],
  ],
];
