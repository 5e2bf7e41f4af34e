import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { remindAt } from './remind-at.js';

const dynamodb = new DynamoDBClient({});
const s3 = new S3Client({});
const states = new SFNClient({});
const LARGE = 1_000_000;

export const handler = async (event) => {
  const { id } = event.pathParameters;
  const key = { pk: { S: id } };
  const { Item: order } = await dynamodb.send(new GetItemCommand({ TableName: process.env.ORDERS_TABLE, Key: key }));

  await s3.send(
    new PutObjectCommand({
      Bucket: process.env.RECEIPTS_BUCKET,
      Key: `receipts/${order.customer.S}/${id}.json`,
      Body: JSON.stringify(order),
    }),
  );

  // Which state machine fulfils an order is decided by the caller: the code alone can't tell.
  await states.send(new StartExecutionCommand({ stateMachineArn: event.body.fulfilment, input: JSON.stringify({ id }) }));

  if (order.open?.BOOL) {
    await new SchedulerClient({}).send(
      new CreateScheduleCommand({
        Name: `remind-${id}`,
        ScheduleExpression: remindAt(order),
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: process.env.REMINDER_FUNCTION, RoleArn: process.env.REMINDER_ROLE, Input: JSON.stringify({ id }) },
      }),
    );
  }

  // In three months no order was that large.
  if (Number(order.total.N) > LARGE) {
    await new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.LARGE_ORDERS_TOPIC, Message: id }));
  }

  await new CloudWatchClient({}).send(
    new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [{ MetricName: 'Confirmed', Value: 1 }] }),
  );
  return { statusCode: 204 };
};
