import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UsageFile } from '../../src/model/usage.js';
import type { RoleReport } from '../../src/report/model/types.js';
import { authorizationDetails, roles, usageOf } from '../report/account.mjs';
import { REPOSITORY, runCli } from './run-cli.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCli(['report', ...args], { cwd: folder });
const write = (name: string, value: unknown) => {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
};
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const SAMPLE = join(REPOSITORY, 'samples/sam-orders-api');

/** History of some roles by name, each with one write to the table. */
function usageFor(...names: string[]): UsageFile {
  const file = usageOf(names.map((RoleName) => ({ RoleName, Arn: `arn:aws:iam::111122223333:role/${RoleName}` })));
  return file;
}

const summaryOf = (all: RoleReport[]) =>
  all
    .map(({ name, functions, observed, counts }) => [name, functions.join(), observed, counts.granted, counts.unused])
    .sort();

describe('report', () => {
  it('reports on an account in several formats at once, and on what changed', () => {
    const list = roles(6);
    write('gaad.json', authorizationDetails(list));
    write('usage.json', usageOf(list));
    const account = ['--authorization-details', 'gaad.json', '--usage', 'usage.json'];
    const { status, stdout, stderr } = run(
      ...account,
      '-f',
      'html',
      '-o',
      'r.html',
      '-f',
      'json',
      '-o',
      'r.json',
      '-f',
      'csv',
    );
    expect(status).toBe(0);
    expect(stdout.startsWith('role,arn,')).toBe(true);
    expect(read('r.html').startsWith('<!doctype html>')).toBe(true);
    const first = JSON.parse(read('r.json'));
    expect(stderr).toMatch(`${first.totals.unused} of ${first.totals.granted} granted actions are unused`);
    write('less.json', authorizationDetails(list.slice(1)));
    const again = run(
      '--authorization-details',
      'less.json',
      '--usage',
      'usage.json',
      '--previous',
      'r.json',
      '-f',
      'json',
      '-q',
    );
    const { trend } = JSON.parse(again.stdout);
    expect(trend.roles.filter(({ change }: { change: string }) => change !== 'same')).toEqual([
      { id: list[0]!.Arn, change: 'gone', granted: -4, unused: -1 },
    ]);
    expect(again.stderr).toBe('');
    const one = run(...account, '--role', 'orders-import-2', '-f', 'json', '-q');
    expect(JSON.parse(one.stdout).roles.map(({ name }: RoleReport) => name)).toEqual(['orders-import-2']);
  });

  it('weighs code and history of a project, and gives a role only its own history', () => {
    write('usage.json', usageFor('orders-CreateOrderRole-ABC'));
    const { status, stdout } = run(SAMPLE, '--usage', 'usage.json', '-f', 'json', '-q');
    expect(status).toBe(0);
    const all: RoleReport[] = JSON.parse(stdout).roles;
    expect(summaryOf(all)).toEqual([
      ['CreateOrderRole', 'CreateOrder', true, 13, 8],
      ['GetOrderRole', 'GetOrder', false, 13, 0],
      ['ListOrdersRole', 'ListOrders', false, 8, 0],
    ]);
    const create = all.find(({ name }) => name === 'CreateOrderRole')!;
    expect(create.services.map(({ service, used }) => [service, used.map(({ action }) => action)])).toEqual([
      ['dynamodb', ['dynamodb:GetItem', 'dynamodb:PutItem']],
      ['logs', []],
    ]);
    expect(create.unknownPolicies).toEqual(['AmazonS3FullAccess', 'AmazonSNSFullAccess']);
  });

  it('finds the functions of an account’s roles', () => {
    const detail = {
      ...roles(1)[0]!,
      RoleName: 'x-GetOrderRole-1',
      Arn: 'arn:aws:iam::111122223333:role/x-GetOrderRole-1',
    };
    write('gaad.json', authorizationDetails([detail]));
    const { stdout } = run(SAMPLE, '--authorization-details', 'gaad.json', '-f', 'json', '-q');
    const [role] = JSON.parse(stdout).roles;
    expect([role.functions, role.counts.needed, role.counts.unused]).toEqual([['GetOrder'], 1, 0]);
  });

  it('reports on one policy', () => {
    write('policy.json', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }],
    });
    write('usage.json', usageFor('Other', 'Orders'));
    const { status, stdout } = run(
      '--existing',
      'policy.json',
      '--role',
      'Orders',
      '--usage',
      'usage.json',
      '-f',
      'json',
      '-q',
    );
    expect(status).toBe(0);
    const [role] = JSON.parse(stdout).roles;
    expect([role.arn, role.observed, role.counts.used]).toEqual(['arn:aws:iam::111122223333:role/Orders', true, 1]);
  });

  it.each([
    ['a format there is not', ['-f', 'pdf'], /--format pdf does not exist/],
    [
      'an account that is none',
      ['--authorization-details', 'list.json'],
      /list\.json is not the authorization details/,
    ],
    ['a usage file that is not there', ['--usage', 'nowhere.json'], /cannot read nowhere\.json/],
    ['days that are none', ['--minimum-days', 'x'], /--minimum-days x is not a number/],
    ['a policy that is none', ['--existing', 'list.json'], /policy/],
    [
      'ASFF without a time',
      ['--authorization-details', 'one.json', '-f', 'csv', '-o', 'x.csv', '-f', 'asff'],
      /--usage/,
    ],
  ])('exits 2 with a sentence for %s, and writes nothing', (_, args, sentence) => {
    write('list.json', '[]');
    write('one.json', authorizationDetails(roles(1)));
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(existsSync(join(folder, 'x.csv'))).toBe(false);
  });
});
