import type { ExternalValue } from '../interpret/value.js';
import { alexa } from './data/alexa.js';
import { archives } from './data/archives.js';
import { bedrock } from './data/bedrock.js';
import { dynamodbToolbox } from './data/dynamodb-toolbox.js';
import { dynamoose } from './data/dynamoose.js';
import { electrodb } from './data/electrodb.js';
import { encryption } from './data/encryption.js';
import { functional } from './data/functional.js';
import { logging } from './data/logging.js';
import { mail } from './data/mail.js';
import { mappers } from './data/mappers.js';
import { middy } from './data/middy.js';
import { onetable } from './data/onetable.js';
import { powertoolsIdempotency } from './data/powertools-idempotency.js';
import { powertoolsParameters } from './data/powertools-parameters.js';
import { queues } from './data/queues.js';
import { rdsData } from './data/rds-data.js';
import { settings } from './data/settings.js';
import { signers } from './data/signers.js';
import { tracers } from './data/tracers.js';
import { uploads } from './data/uploads.js';
import { wrappers } from './data/wrappers.js';
import { libraryNamespace } from './engine.js';
import { middyCore } from './middy-core.js';
import type { Library } from './summary.js';

/** Every summarised package. A new one is a record in `data/`. */
export const LIBRARIES: readonly Library[] = [
  powertoolsParameters,
  powertoolsIdempotency,
  tracers,
  wrappers,
  middy,
  electrodb,
  dynamodbToolbox,
  dynamoose,
  mappers,
  queues,
  mail,
  rdsData,
  uploads,
  signers,
  encryption,
  functional,
  logging,
  bedrock,
  onetable,
  archives,
  alexa,
  settings,
].flat();

const MIDDY = new Set(['@middy/core', 'middy']);

/** The summary of a specifier: an exact name wins over `package/*`. */
export function libraryOf(specifier: string): Library | undefined {
  const below = (pattern: string): boolean => pattern.endsWith('/*') && specifier.startsWith(pattern.slice(0, -1));
  return LIBRARIES.find((one) => one.packages.includes(specifier)) ?? LIBRARIES.find((one) => one.packages.some(below));
}

/** True when the meaning of a package is known, so that it is not opaque. */
export const isSummarised = (specifier: string): boolean => MIDDY.has(specifier) || libraryOf(specifier) !== undefined;

/** Summarised packages as values; one resolver per trace, because builders keep what they are given. */
export function createLibraries(): { resolve(specifier: string): ExternalValue | undefined } {
  const middy = middyCore();
  return {
    resolve: (specifier) => {
      if (MIDDY.has(specifier)) return middy;
      const library = libraryOf(specifier);
      return library && libraryNamespace(library, specifier);
    },
  };
}
