import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.INVOICES_TABLE;

export interface Invoice {
  invoiceId: string;
  email: string;
  file: string;
}

export async function invoiceById(invoiceId: string): Promise<Invoice> {
  const { Item } = await client.send(new GetCommand({ TableName, Key: { invoiceId } }));
  return Item as Invoice;
}

export async function markSent(invoiceId: string): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { invoiceId },
      UpdateExpression: 'SET sent = :yes',
      ExpressionAttributeValues: { ':yes': true },
    }),
  );
}

/** Used by the clean-up script, not by the function. */
export async function removeInvoice(invoiceId: string): Promise<void> {
  await client.send(new DeleteCommand({ TableName, Key: { invoiceId } }));
}
