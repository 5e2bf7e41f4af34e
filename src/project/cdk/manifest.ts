import path from 'node:path';
import { UserError } from '../../model/user-error.js';
import type { ReadInput } from '../framework.js';

/** Major versions of the assembly's format that were looked at. https://www.npmjs.com/package/@aws-cdk/cloud-assembly-schema */
const NEWEST_MAJOR = 60;

export interface Assembly {
  /** The manifest. */
  file: string;
  templates: string[];
  /** Manifests of nested assemblies (stages). */
  assemblies: string[];
}

interface Artifact {
  type?: unknown;
  properties?: { templateFile?: unknown; directoryName?: unknown };
}

/** Reads a manifest. Throws UserError for one that is not JSON or of a version this tool does not know. */
export function readAssembly({ files }: ReadInput, file: string): Assembly {
  const location = { file, line: 1, column: 1 };
  const manifest = parse(files.read(file) ?? '', location);
  const major = Number.parseInt(String(manifest.version ?? ''), 10);
  if (!Number.isInteger(major) || major > NEWEST_MAJOR) {
    throw new UserError(`The cloud assembly has version ${String(manifest.version)}, which this tool does not know`, {
      location,
      advice: 'update iam-tighten, or synthesise with an older CDK',
    });
  }
  const folder = path.posix.dirname(file);
  const inside = (name: unknown) => (typeof name === 'string' ? files.inside(folder, name) : undefined);
  const artifacts = Object.values(manifest.artifacts ?? {});
  return {
    file,
    templates: artifacts
      .filter(({ type }) => type === 'aws:cloudformation:stack')
      .flatMap(({ properties }) => inside(properties?.templateFile) ?? []),
    assemblies: artifacts
      .filter(({ type }) => type === 'cdk:cloud-assembly')
      .flatMap(({ properties }) => {
        const nested = inside(properties?.directoryName);
        return nested === undefined ? [] : `${nested}/manifest.json`;
      }),
  };
}

function parse(
  text: string,
  location: { file: string; line: number; column: number },
): { version?: unknown; artifacts?: { [id: string]: Artifact } } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Falls through: every way of not being a JSON object is the same mistake.
  }
  throw new UserError('The manifest of the cloud assembly is not a JSON object', {
    location,
    advice: 'run `cdk synth` again',
  });
}
