import type { Call, InputPart, Library, Shape } from '../summary.js';

const kms = (operation: string, keys: string, extra: Partial<Call> = {}): Call => ({
  client: 'kms',
  operation,
  each: keys,
  input: { KeyId: '@item' },
  ...extra,
});

const ANY_KEY: { readonly [member: string]: InputPart } = {
  KeyId: { unknown: 'the key is named in the encrypted message' },
};

const keyring: Shape = {
  construct: {
    bind: { options: '$0' },
    returns: {
      exposes: {
        generatorKeyId: '@options.generatorKeyId',
        keyIds: '@options.keyIds',
        discovery: '@options.discovery',
        keyId: '@options.keyId',
      },
    },
  },
};

const encrypt: readonly Call[] = [
  kms('GenerateDataKey', '$0.generatorKeyId | $0.keyId | $0.backingMaterials.generatorKeyId'),
  kms('Encrypt', '$0.keyIds.* | $0.backingMaterials.keyIds.*'),
];
const decrypt: readonly Call[] = [
  kms('Decrypt', '$0.generatorKeyId | $0.backingMaterials.generatorKeyId'),
  kms('Decrypt', '$0.keyIds.* | $0.backingMaterials.keyIds.*'),
  kms('Decrypt', '$0.keyId'),
  { client: 'kms', operation: 'Decrypt', when: '$0.discovery', input: ANY_KEY },
];

const functions: { readonly [name: string]: Shape } = {
  encrypt: { call: { calls: encrypt } },
  encryptStream: { call: { calls: encrypt } },
  decrypt: { call: { calls: decrypt } },
  decryptStream: { call: { calls: decrypt } },
  decryptUnsignedMessageStream: { call: { calls: decrypt } },
};

const cachingManager: Shape = {
  construct: { bind: { options: '$0' }, returns: { exposes: { backingMaterials: '@options.backingMaterials' } } },
};

/** The AWS Encryption SDK: its keyrings call KMS. */
export const encryption: readonly Library[] = [
  {
    packages: [
      '@aws-crypto/client-node',
      '@aws-crypto/client-browser',
      '@aws-crypto/kms-keyring-node',
      '@aws-crypto/encrypt-node',
      '@aws-crypto/decrypt-node',
    ],
    source: 'https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/use-kms-keyring.html',
    exports: {
      ...functions,
      buildClient: { call: { returns: { members: functions } } },
      buildEncrypt: { call: { returns: { members: functions } } },
      buildDecrypt: { call: { returns: { members: functions } } },
      KmsKeyringNode: keyring,
      AwsKmsMrkAwareSymmetricKeyringNode: keyring,
      AwsKmsMrkAwareSymmetricDiscoveryKeyringNode: { construct: { returns: { exposes: { discovery: '=true' } } } },
      NodeCachingMaterialsManager: cachingManager,
    },
  },
];
