import type { Finding } from '../model/finding.js';
import { UserError } from '../model/user-error.js';
import { identities } from './identity.js';
import { textOf } from './index.js';

/** Findings that a project has accepted: `check` fails only on others. */
export interface Baseline {
  schemaVersion: 1;
  findings: { id: string; ruleId: string; file: string; text: string }[];
}

export interface Compared {
  /** Findings the baseline does not know. */
  fresh: Finding[];
  /** Findings it knows. */
  known: Finding[];
  /** Entries whose finding is gone: the baseline can shrink. */
  gone: Baseline['findings'];
}

/** Findings against a baseline. */
export function compareWithBaseline(findings: readonly Finding[], baseline: Baseline): Compared {
  const ids = identities(findings);
  const accepted = new Set(baseline.findings.map(({ id }) => id));
  const present = new Set(ids);
  return {
    fresh: findings.filter((_, index) => !accepted.has(ids[index]!)),
    known: findings.filter((_, index) => accepted.has(ids[index]!)),
    gone: baseline.findings.filter(({ id }) => !present.has(id)),
  };
}

/**
 * The baseline after an update. It is a ratchet: one that exists only loses what is gone; a new one takes every finding. Sorted.
 */
export function updateBaseline(findings: readonly Finding[], existing: Baseline | undefined): Baseline {
  const ids = identities(findings);
  const accepted = existing && new Set(existing.findings.map(({ id }) => id));
  const entries = findings
    .map((finding, index) => ({
      id: ids[index]!,
      ruleId: finding.ruleId,
      file: finding.location?.file ?? '',
      text: textOf(finding),
    }))
    .filter(({ id }) => !accepted || accepted.has(id));
  return { schemaVersion: 1, findings: entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

const keyOf = ({ file, ruleId, text, id }: Baseline['findings'][number]): string => [file, ruleId, text, id].join('\n');

/** Reads a baseline file's text. Throws UserError when it is not one. */
export function parseBaseline(text: string, file: string): Baseline {
  const fail = (why: string) =>
    new UserError(`${file} is not a baseline: ${why}`, { advice: 'delete it and run check --update-baseline' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw fail('it is not JSON');
  }
  const { schemaVersion, findings } = (value ?? {}) as { schemaVersion?: unknown; findings?: unknown };
  if (schemaVersion !== 1) throw fail(`its schemaVersion is ${JSON.stringify(schemaVersion) ?? 'missing'}, not 1`);
  if (!Array.isArray(findings) || !findings.every((entry) => typeof entry?.id === 'string'))
    throw fail('its findings are not a list of entries with an id');
  return value as Baseline;
}
