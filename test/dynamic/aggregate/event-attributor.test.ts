import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/index.js';
import { EventAttributor } from '../../../src/dynamic/aggregate/attribute/event-attributor.js';
import { collectFolder, record, rowsOf, writeLogs } from '../records.js';

interface Case {
  name: string;
  event: [label: string, name: string];
  parameters: unknown;
  resources?: unknown[];
  uses: string[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../cases/dynamic/events.json', import.meta.url), 'utf8'),
) as readonly Case[];

const event = {
  role: 'arn:aws:iam::111122223333:role/orders',
  eventSource: '',
  eventName: '',
  eventType: 'AwsApiCall',
  eventCategory: '',
  invokedBy: '',
  errorCode: '',
  region: 'eu-west-1',
  account: '111122223333',
  first: '',
  last: '',
  count: 1,
};

describe('an event of CloudTrail shows the use of', () => {
  const attributor = new EventAttributor(openCatalog());
  it.each(cases)('$name', ({ event: [label, name], parameters, resources, uses }) => {
    const plan = attributor.plan(`${label}.amazonaws.com`, name);
    expect(plan.skip).toBe(undefined);
    const targets = attributor.attribute(plan, {
      ...event,
      parameters: JSON.stringify(parameters),
      resources: resources ? JSON.stringify(resources) : '',
    });
    expect(targets.map(({ action, resource }) => `${action} ${resource}`).sort()).toEqual(uses);
  });
});

let copies = 0;
const fresh = (one: object) => ({ ...one, eventID: `copy-${++copies}` });

describe('events of one kind', () => {
  it('are told apart by what stands inside the member that holds their request', async () => {
    const drop = (id: string) =>
      record({
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DeleteNatGateway',
        requestParameters: { DeleteNatGatewayRequest: { NatGatewayId: id } },
        resources: undefined,
      });
    const root = writeLogs({ 'a.json': ['nat-1', 'nat-2', 'nat-1', 'nat-3'].map(drop) });
    expect(rowsOf(await collectFolder(root, {}, openCatalog()))).toEqual([
      'ec2:DeleteNatGateway arn:aws:ec2:eu-west-1:111122223333:natgateway/nat-1 allowed direct 2',
      'ec2:DeleteNatGateway arn:aws:ec2:eu-west-1:111122223333:natgateway/nat-2 allowed direct 1',
      'ec2:DeleteNatGateway arn:aws:ec2:eu-west-1:111122223333:natgateway/nat-3 allowed direct 1',
    ]);
  });

  it.each([
    ['the cut one first', [0, 1]],
    ['the whole one first', [1, 0]],
  ] as const)('are told apart by whether CloudTrail cut the request: %s', async (_, order) => {
    // A query that names no workgroup runs in `primary`; one whose request was cut may have named any.
    const started = [{ omitted: true, originalSize: 300_000, reason: 'too large' }, { queryExecutionContext: {} }].map(
      (requestParameters) =>
        record({
          eventSource: 'athena.amazonaws.com',
          eventName: 'StartQueryExecution',
          requestParameters,
          resources: undefined,
        }),
    );
    const root = writeLogs({ 'a.json': [...order, ...order].map((index) => started[index]!).map(fresh) });
    const place = 'athena:StartQueryExecution arn:aws:athena:eu-west-1:111122223333:workgroup';
    expect(rowsOf(await collectFolder(root, {}, openCatalog()))).toEqual([
      `${place}/* allowed direct 2`,
      `${place}/primary allowed direct 2`,
    ]);
    const attributor = new EventAttributor(openCatalog());
    const plan = attributor.plan('athena.amazonaws.com', 'StartQueryExecution');
    const parameters = order.map((index) => JSON.stringify(started[index]!['requestParameters']));
    const seen = [...parameters, ...parameters].map(
      (text) => attributor.attribute(plan, { ...event, parameters: text, resources: '' })[0]?.resource.split('/')[1],
    );
    const names = order.map((index) => ['*', 'primary'][index]);
    expect(seen).toEqual([...names, ...names]);
  });

  it('that were refused are laid to their own service: the role that is passed may have been in order', async () => {
    const create = (errorCode?: string) =>
      record({
        eventSource: 'lambda.amazonaws.com',
        eventName: 'CreateFunction20150331',
        requestParameters: { functionName: 'f', role: 'arn:aws:iam::111122223333:role/r' },
        resources: undefined,
        ...(errorCode && { errorCode }),
      });
    const denied = await collectFolder(writeLogs({ 'a.json': [create('AccessDeniedException')] }), {}, openCatalog());
    const created = 'lambda:CreateFunction arn:aws:lambda:eu-west-1:111122223333:function:f';
    expect(rowsOf(denied)).toEqual([`${created} denied direct 1`]);
    const allowed = await collectFolder(writeLogs({ 'a.json': [create()] }), {}, openCatalog());
    expect(rowsOf(allowed)).toEqual([
      'iam:PassRole arn:aws:iam::111122223333:role/r allowed direct 1',
      `${created} allowed direct 1`,
    ]);
  });
});
