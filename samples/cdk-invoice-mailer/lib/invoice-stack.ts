import { Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export class InvoiceStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const invoices = new Table(this, 'Invoices', {
      partitionKey: { name: 'invoiceId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
    });
    const archive = new Bucket(this, 'Archive');
    const jobs = new Queue(this, 'Jobs');
    const mailer = new NodejsFunction(this, 'Mailer', {
      entry: 'lambda/mailer.ts',
      runtime: Runtime.NODEJS_22_X,
      bundling: { sourceMap: true },
      environment: {
        INVOICES_TABLE: invoices.tableName,
        ARCHIVE_BUCKET: archive.bucketName,
        SENDER: 'billing@example.com',
      },
    });
    mailer.addEventSource(new SqsEventSource(jobs));
    // One call each is used of what these grant.
    invoices.grantReadWriteData(mailer);
    archive.grantReadWrite(mailer);
  }
}
