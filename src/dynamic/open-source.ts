import type { AwsSession } from '../aws/session.js';
import type { Catalog } from '../catalog/types.js';
import { UserError } from '../model/user-error.js';
import { defaultEngine, type Engine, folderSource, noKeys, type PublicKeys } from './cloudtrail/files-source.js';
import type { EventFilter, EvidenceSource } from './evidence-source.js';

/** What sources may need to open themselves. */
export interface SourceOptions {
  session: AwsSession;
  filter: EventFilter;
  catalog: () => Catalog;
  engine?: Engine;
  /** Where Athena writes its results: `s3://bucket/prefix`. */
  athenaOutput?: string;
  workgroup?: string;
  /** Role by which Access Analyzer reads a trail's bucket. */
  accessRole?: string;
  /** Ask AWS for the keys that signed the digests, also for a folder. */
  askForKeys?: boolean;
  /** Ask AWS what the trails log. */
  askForSelectors?: boolean;
}

/** One word of the command line per source. The first entry that knows the word opens it. */
interface SourceWord {
  /** How the word is written, for `--help` and complaints. */
  form: string;
  knows(word: string): boolean;
  open(word: string, options: SourceOptions): Promise<EvidenceSource> | EvidenceSource;
}

const rest = (word: string): string => word.slice(word.indexOf(':') + 1);

const SOURCE_WORDS: readonly SourceWord[] = [
  {
    form: 's3://bucket/prefix',
    knows: (word) => word.startsWith('s3://'),
    open: async (word, options) => {
      const { session, engine } = options;
      const { bucketSource } = await import('./cloudtrail/s3-source.js');
      return bucketSource(word, session, engine ?? defaultEngine(), publicKeys(options));
    },
  },
  {
    form: 'lookup-events',
    knows: (word) => word === 'lookup-events',
    open: async (_, { session, filter, catalog }) => {
      const { openCloudTrail } = await import('../aws/cloudtrail.js');
      const { lookupSource } = await import('./cloudtrail/lookup-source.js');
      const regions = filter.regions.length > 0 ? filter.regions : [session.region ?? 'us-east-1'];
      // Calls to global services are logged in us-east-1 whatever region they were made from.
      const all = [...new Set([...regions, 'us-east-1'])].sort();
      return lookupSource(all, (region) => openCloudTrail({ ...session, region }), catalog());
    },
  },
  {
    form: 'access-advisor',
    knows: (word) => word === 'access-advisor',
    open: async (word, { session }) => {
      const { openIam } = await import('../aws/iam.js');
      const { accessAdvisorSource } = await import('./access-advisor/source.js');
      return accessAdvisorSource(openIam(session), word);
    },
  },
  {
    form: 'athena:<database>.<table>',
    knows: (word) => word.startsWith('athena:'),
    open: async (word, options) => {
      const { openAthena } = await import('../aws/athena.js');
      const { athenaSource } = await import('./cloudtrail/athena-source.js');
      return athenaSource(rest(word), openAthena(options.session), options);
    },
  },
  {
    form: 'lake:<event data store>',
    knows: (word) => word.startsWith('lake:'),
    open: async (word, { session, catalog }) => {
      const { openCloudTrail } = await import('../aws/cloudtrail.js');
      const { lakeSource } = await import('./cloudtrail/lake-source.js');
      return lakeSource(rest(word), openCloudTrail(session), catalog());
    },
  },
  {
    form: 'access-analyzer:<analyzer ARN>',
    knows: (word) => word.startsWith('access-analyzer:'),
    open: async (word, { session }) => {
      const { openUnusedAccess } = await import('../aws/unused-access.js');
      const { accessAnalyzerSource } = await import('./access-analyzer/source.js');
      return accessAnalyzerSource(rest(word), openUnusedAccess(session));
    },
  },
  {
    form: 'generated-policy:<trail ARN or job id>',
    knows: (word) => word.startsWith('generated-policy:'),
    open: async (word, { session, accessRole }) => {
      const { openPolicyGeneration } = await import('../aws/policy-generation.js');
      const { generatedPolicySource } = await import('./access-analyzer/generated-source.js');
      return generatedPolicySource(rest(word), openPolicyGeneration(session), accessRole);
    },
  },
  {
    form: 'a folder or file',
    knows: (word) => !/^[a-z-]+:/.test(word),
    open: (word, options) =>
      folderSource(word, options.engine ?? defaultEngine(), options.askForKeys ? publicKeys(options) : noKeys),
  },
];

/** Sources whose content depends on what trails log. */
const READS_TRAILS: ReadonlySet<EvidenceSource['kind']> = new Set(['cloudtrail-files', 'cloudtrail-s3', 'athena']);

/** Trails that write to the source's bucket, where it has one; else all of the account. */
async function noteSelectors(source: EvidenceSource, { session }: SourceOptions): Promise<EvidenceSource> {
  const { openCloudTrail } = await import('../aws/cloudtrail.js');
  const { withSelectors } = await import('./observability/with-selectors.js');
  const bucket = /^s3:\/\/([^/]+)/.exec(source.location)?.[1];
  return withSelectors(source, async () =>
    (await openCloudTrail(session).trails()).filter((trail) => bucket === undefined || trail.bucket === bucket),
  );
}

/** The keys CloudTrail signed with in the regions asked for, since digests exist. */
function publicKeys({ session, filter }: SourceOptions): PublicKeys {
  return async () => {
    const { openCloudTrail } = await import('../aws/cloudtrail.js');
    const regions = filter.regions.length > 0 ? filter.regions : [undefined];
    const from = new Date(filter.since ?? DIGESTS_SINCE);
    const to = filter.until ? new Date(filter.until) : new Date();
    const found = await Promise.all(
      regions.map((region) => openCloudTrail({ ...session, ...(region && { region }) }).publicKeys(from, to)),
    );
    return new Map(found.flatMap((keys) => [...keys]));
  };
}

/** Log file validation was announced in October 2015; no key is older. */
const DIGESTS_SINCE = '2015-10-01T00:00:00Z';

/** Opens the source a word of the command line names. */
export async function openSource(word: string, options: SourceOptions): Promise<EvidenceSource> {
  const known = SOURCE_WORDS.find((entry) => entry.knows(word));
  if (known) {
    const source = await known.open(word, options);
    return options.askForSelectors && READS_TRAILS.has(source.kind) ? noteSelectors(source, options) : source;
  }
  throw new UserError(`${word} is no source of evidence`, {
    advice: `write one of: ${SOURCE_WORDS.map(({ form }) => form).join(', ')}`,
  });
}
