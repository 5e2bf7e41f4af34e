import { isRecord } from '../parse/config-text.js';

/** A dependency on one of these means that a package can call AWS. */
const SDK_PACKAGE = /^(?:aws-sdk|@aws-sdk\/(?:client-.+|lib-.+|credential-provider.*))$/;

/**
 * The AWS SDK package that a manifest (package.json, or its entry in a lock file) requires. Optional peers are not required: database
 * layers list every driver they have an adapter for (drizzle-orm, unstorage, typeorm).
 */
export function requiredSdk(manifest: { readonly [field: string]: unknown }): string | undefined {
  const meta = isRecord(manifest['peerDependenciesMeta']) ? manifest['peerDependenciesMeta'] : {};
  // Older pnpm lock files list the optional peers that are installed among the dependencies too.
  const isOptional = (name: string): boolean => isRecord(meta[name]) && meta[name]['optional'] === true;
  return ['dependencies', 'peerDependencies', 'requires']
    .flatMap((field) => (isRecord(manifest[field]) ? Object.keys(manifest[field]) : []))
    .find((one) => SDK_PACKAGE.test(one) && !isOptional(one));
}
