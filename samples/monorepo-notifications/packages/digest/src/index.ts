import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument, paginateScan } from '@aws-sdk/lib-dynamodb';
import { archive, sendMail } from '@notifications/shared';

const documents = DynamoDBDocument.from(new DynamoDB({}));

export const handler = async () => {
  for await (const page of paginateScan({ client: documents }, { TableName: process.env.SUBSCRIBERS_TABLE! })) {
    for (const subscriber of page.Items ?? []) {
      await sendMail(subscriber.email, 'Your digest', 'Hello!');
      await documents.update({
        TableName: process.env.SUBSCRIBERS_TABLE!,
        Key: { email: subscriber.email },
        UpdateExpression: 'SET lastDigest = :now',
        ExpressionAttributeValues: { ':now': Date.now() },
      });
    }
  }
  await archive.store(process.env.ARCHIVE_BUCKET!, new Date().toISOString(), 'done');
};
