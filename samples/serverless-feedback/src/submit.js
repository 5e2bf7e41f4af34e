const { randomUUID } = require('node:crypto');
const { SendMessageCommand, SQSClient } = require('@aws-sdk/client-sqs');
const comments = require('./comments');

const sqs = new SQSClient({});

exports.handler = async (event) => {
  const comment = { id: randomUUID(), text: JSON.parse(event.body).text };
  await comments.add(comment);
  await sqs.send(
    new SendMessageCommand({ QueueUrl: process.env.ANALYSIS_QUEUE, MessageBody: JSON.stringify(comment) }),
  );
  return { statusCode: 202, body: JSON.stringify({ id: comment.id }) };
};
