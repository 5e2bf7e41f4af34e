import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const cache = new Map<string, string>();
const secrets = new SecretsManagerClient({});

export async function readSecret(id: string): Promise<string> {
  const known = cache.get(id);
  if (known) return known;
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: id }));
  cache.set(id, SecretString);
  return SecretString;
}
