const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand, UpdateCommand } = require('@aws-sdk/lib-dynamodb');

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { COMMENTS_TABLE } = process.env;

exports.add = (comment) => client.send(new PutCommand({ TableName: COMMENTS_TABLE, Item: comment }));

exports.setSentiment = (id, sentiment) =>
  client.send(
    new UpdateCommand({
      TableName: COMMENTS_TABLE,
      Key: { id },
      UpdateExpression: 'SET sentiment = :sentiment',
      ExpressionAttributeValues: { ':sentiment': sentiment },
    }),
  );
