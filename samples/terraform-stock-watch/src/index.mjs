import { DynamoDBClient, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const dynamodb = new DynamoDBClient({});
const sns = new SNSClient({});
const ssm = new SSMClient({});
const TableName = process.env.STOCK_TABLE;

export const handler = async () => {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.THRESHOLD_PARAMETER }));
  const low = [];
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) {
    low.push(...Items.filter(({ quantity }) => Number(quantity.N) < Number(Parameter.Value)));
  }
  for (const { sku } of low) {
    await sns.send(new PublishCommand({ TopicArn: process.env.ALERTS_TOPIC, Message: `${sku.S} is running low` }));
    await dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: { sku },
        UpdateExpression: 'SET alerted = :yes',
        ExpressionAttributeValues: { ':yes': { BOOL: true } },
      }),
    );
  }
};
