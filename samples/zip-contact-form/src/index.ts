import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const s3 = new S3Client({});
const sns = new SNSClient({});
const secrets = new SecretsManagerClient({});

async function captchaKey(): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.CAPTCHA_SECRET }));
  return SecretString ?? '';
}

export async function handler(event: { body: string; requestContext: { requestId: string } }) {
  const { text, captcha } = JSON.parse(event.body);
  const verified = await fetch(`https://captcha.example.com/verify?key=${await captchaKey()}&answer=${captcha}`);
  if (!verified.ok) return { statusCode: 403 };
  const { requestId } = event.requestContext;
  await s3.send(
    new PutObjectCommand({ Bucket: process.env.MESSAGES_BUCKET, Key: `messages/${requestId}.txt`, Body: text }),
  );
  await sns.send(new PublishCommand({ TopicArn: process.env.ALERT_TOPIC, Message: `New message ${requestId}` }));
  return { statusCode: 202 };
}
