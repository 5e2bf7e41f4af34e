import { expect, it } from 'vitest';
import { callsOf } from '../trace-code.js';

it('follows constructor injection of a Nest module', () => {
  expect(
    callsOf({
      'main.ts': `import { NestFactory } from '@nestjs/core';
import serverlessExpress from '@vendia/serverless-express';
import { AppModule } from './app.module';
let server;
async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.init();
  return serverlessExpress({ app: app.getHttpAdapter().getInstance() });
}
export const handler = async (event, context, callback) => {
  server = server ?? (await bootstrap());
  return server(event, context, callback);
};`,
      'app.module.ts': `import { Module } from '@nestjs/common';
import { Orders, Audit } from './orders';
import { Store } from './store';
@Module({ controllers: [Orders], providers: [Store, { provide: 'AUDIT', useClass: Audit }] })
export class AppModule {}`,
      'orders.ts': `import { Controller, Get, Injectable } from '@nestjs/common';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Store } from './store';
@Injectable() export class Audit { note() { return new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.Q, MessageBody: '' })); } }
@Injectable() export class Unused { note() { return new SQSClient({}).send(new SendMessageCommand({ QueueUrl: 'unused', MessageBody: '' })); } }
@Controller('orders') export class Orders {
  constructor(private readonly store: Store) {}
  @Get() list() { return this.store.find('a'); }
}`,
      'store.ts': `import { Injectable } from '@nestjs/common';
import { DynamoDBClient, DeleteTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
@Injectable() export class Store {
  private db = new DynamoDBClient({});
  removeAll() { return this.db.send(new DeleteTableCommand({ TableName: process.env.T })); }
  find(id: string) { return this.db.send(new GetItemCommand({ TableName: process.env.T, Key: { id: { S: id } } })); }
}`,
    }),
  ).toEqual(['dynamodb:GetItem TableName=${T} Key={id={S=a}}', 'sqs:SendMessage QueueUrl=${Q} MessageBody=']);
});
