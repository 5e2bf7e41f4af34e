import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PublishCommand } from '@aws-sdk/client-sns';
import { randomUUID } from 'node:crypto';
import { requiredEnv, s3, sns } from '../lib/clients.js';
import { OrderStore } from '../lib/order-store.js';

const store = new OrderStore();

export async function handler(event: { body: string }) {
  const order = { id: randomUUID(), ...JSON.parse(event.body) };
  await store.create(order);
  await Promise.all([
    s3.send(
      new PutObjectCommand({
        Bucket: requiredEnv('INVOICES_BUCKET'),
        Key: `invoices/${order.id}.json`,
        Body: JSON.stringify(order),
      }),
    ),
    sns.send(new PublishCommand({ TopicArn: requiredEnv('ORDER_EVENTS_TOPIC'), Message: JSON.stringify(order) })),
  ]);
  return { statusCode: 201, body: JSON.stringify({ id: order.id }) };
}
