import { enqueue, readSecret } from '@notifications/shared';

export const handler = async (event: { body: string }) => {
  const apiKey = await readSecret(process.env.API_KEY_SECRET!);
  const { email } = JSON.parse(event.body);
  const check = await fetch(`https://mail.example.com/verify?email=${email}`, { headers: { authorization: apiKey } });
  if (!check.ok) return { statusCode: 400 };
  await enqueue(process.env.WELCOME_QUEUE_URL!, { email });
  return { statusCode: 202 };
};
