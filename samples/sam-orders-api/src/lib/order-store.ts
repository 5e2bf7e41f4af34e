import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { documents, requiredEnv } from './clients.js';

export interface Order {
  id: string;
  customerId: string;
  items: { sku: string; quantity: number }[];
}

/** All access to the orders table. Each handler uses a part of it. */
export class OrderStore {
  private readonly table = requiredEnv('ORDERS_TABLE');

  async create(order: Order): Promise<void> {
    await documents.send(
      new PutCommand({ TableName: this.table, Item: { pk: order.id, ...order }, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
  }

  async find(id: string): Promise<Order | undefined> {
    const { Item } = await documents.send(new GetCommand({ TableName: this.table, Key: { pk: id } }));
    return Item as Order | undefined;
  }

  async ofCustomer(customerId: string): Promise<Order[]> {
    const { Items } = await documents.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'by-customer',
        KeyConditionExpression: 'customerId = :c',
        ExpressionAttributeValues: { ':c': customerId },
      }),
    );
    return (Items ?? []) as Order[];
  }

  /** Used by nobody yet: no policy may grant it. */
  async remove(id: string): Promise<void> {
    await documents.send(new DeleteCommand({ TableName: this.table, Key: { pk: id } }));
  }
}
