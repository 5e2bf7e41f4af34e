/** A construct of a CDK app, and where the app makes it. */
export interface Construct {
  /** `Shop/Orders/Fn`: the construct's id last, without the `Resource` below it. */
  path: string;
  /** As the stack trace writes it: an absolute path mostly. */
  frame?: { file: string; line: number; column: number };
}

/**
 * The construct that makes a resource of a synthesised template. `aws:cdk:path` in the template names it; the stack trace of its creation
 * is in the manifest when the app was synthesised with `--debug`.
 * https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html#identifiers-paths and
 * https://github.com/aws/aws-cdk-cli/blob/main/packages/%40aws-cdk/cloud-assembly-schema/lib/cloud-assembly/metadata-schema.ts (`trace`)
 * @returns undefined when the template does not say
 */
export function constructOf(template: string, manifest: string | undefined, logicalId: string): Construct | undefined {
  const resource = at(at(parse(template), 'Resources'), logicalId);
  const full = at(at(resource, 'Metadata'), 'aws:cdk:path');
  if (typeof full !== 'string') return undefined;
  const path = full.replace(/\/Resource$/, '');
  const frame = manifest === undefined ? undefined : traceOf(parse(manifest), logicalId);
  return { path, ...(frame && { frame }) };
}

/** The first line of the trace that is the app's own. */
function traceOf(manifest: unknown, logicalId: string): Construct['frame'] | undefined {
  for (const artifact of Object.values((at(manifest, 'artifacts') ?? {}) as object)) {
    for (const entries of Object.values((at(artifact, 'metadata') ?? {}) as object)) {
      for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
        const trace = at(entry, 'trace');
        if (at(entry, 'type') !== 'aws:cdk:logicalId' || at(entry, 'data') !== logicalId || !Array.isArray(trace))
          continue;
        const frame = trace.map(String).flatMap((line) => frameIn(line) ?? [])[0];
        if (frame) return frame;
      }
    }
  }
  return undefined;
}

/** `new Shop (/app/lib/shop.ts:12:5)`. */
function frameIn(line: string): Construct['frame'] | undefined {
  const match = /\(?((?:[A-Za-z]:)?[^():]+):(\d+):(\d+)\)?$/.exec(line.trim());
  if (!match || /node_modules|^node:|^internal/.test(match[1]!)) return undefined;
  return { file: match[1]!.replace(/^.*\s(?=\/)/, ''), line: Number(match[2]), column: Number(match[3]) };
}

/** Offset of the one place of a text that makes a construct with an id; undefined when there is none, or more than one. */
export function creationIn(text: string, id: string): number | undefined {
  const quoted = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = [...text.matchAll(new RegExp(`\\bnew\\s+[\\w.]+\\(\\s*[\\w.]+,\\s*(['"\`])${quoted}\\1`, 'g'))];
  return found.length === 1 ? found[0]!.index : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The template was read before; one that is broken since then names no construct.
    return undefined;
  }
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as { [key: string]: unknown })[key]
    : undefined;
