import { DetectLabelsCommand, RekognitionClient } from '@aws-sdk/client-rekognition';
import { CopyObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Upload } from '@aws-sdk/lib-storage';
import sharp from 'sharp';

const s3 = new S3Client();
const rekognition = new RekognitionClient();
const sqs = new SQSClient();

const SOURCE = 'acme-photos-inbox';
const { THUMBNAILS_BUCKET = 'acme-photos-thumbs', RESULT_QUEUE_URL } = process.env;

const sizes = ['small', 'large'];
const width = { small: 128, large: 1024 };

async function thumbnail(key, size, bytes) {
  const body = await sharp(bytes).resize(width[size]).webp().toBuffer();
  const upload = new Upload({ client: s3, params: { Bucket: THUMBNAILS_BUCKET, Key: `${size}/${key}.webp`, Body: body } });
  await upload.done();
}

export const handler = async ({ Records }) => {
  const results = [];
  for (const { s3: { object } } of Records) {
    const key = decodeURIComponent(object.key);
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: SOURCE, Key: key }));
    const bytes = await Body.transformToByteArray();
    await Promise.all(sizes.map((size) => thumbnail(key, size, bytes)));
    const { Labels } = await rekognition.send(
      new DetectLabelsCommand({ Image: { S3Object: { Bucket: SOURCE, Name: key } }, MaxLabels: 10 }),
    );
    await s3.send(new CopyObjectCommand({ Bucket: 'acme-photos-archive', Key: key, CopySource: `${SOURCE}/${key}` }));
    results.push({ Id: object.eTag, MessageBody: JSON.stringify({ key, labels: Labels.map((label) => label.Name) }) });
  }
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: RESULT_QUEUE_URL, Entries: results }));
};
