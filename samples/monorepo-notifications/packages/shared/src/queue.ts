import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

let client: SQSClient | undefined;
const queue = () => (client ??= new SQSClient({}));

export const enqueue = (url: string, message: unknown) =>
  queue().send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) }));
