import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { invoiceById, markSent } from './lib/invoices.js';

const s3 = new S3Client({});
const mail = new SESv2Client({});

interface QueueEvent {
  Records: { body: string }[];
}

export async function handler(event: QueueEvent): Promise<void> {
  for (const { body } of event.Records) {
    const invoice = await invoiceById(JSON.parse(body).invoiceId);
    const pdf = await s3.send(
      new GetObjectCommand({ Bucket: process.env.ARCHIVE_BUCKET, Key: `invoices/${invoice.file}` }),
    );
    const text = await pdf.Body?.transformToString();
    await mail.send(
      new SendEmailCommand({
        FromEmailAddress: process.env.SENDER,
        Destination: { ToAddresses: [invoice.email] },
        Content: { Simple: { Subject: { Data: 'Your invoice' }, Body: { Text: { Data: text ?? '' } } } },
      }),
    );
    await markSent(invoice.invoiceId);
  }
}
