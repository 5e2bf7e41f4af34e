import type { Catalog } from '../../../catalog/types.js';
import { escapeLiteral } from '../../../model/arn-render.js';

export const ARN = /"(ARN|arn|pattern)"\s*:\s*"(arn:[^"]*)"/g;

/**
 * ARNs of an event's `resources` member, as IAM pattern text. `ARNPrefix` stands for everything that begins with it; `pattern` is our own, for
 * rows of a query that has written them as patterns.
 */
export function loggedArns(json: string): string[] {
  if (json === '' || json === 'null') return [];
  // Nearly all are flat objects without escapes, and hold no prefix: their ARNs can be cut out of the text.
  if (!json.includes('\\') && !json.includes('refix'))
    return [...json.matchAll(ARN)].map(([, kind, arn]) => (kind === 'pattern' ? arn! : escapeLiteral(arn!)));
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  if (!Array.isArray(list)) return [];
  const arns: string[] = [];
  for (const item of list as { [member: string]: unknown }[]) {
    const arn = item?.['ARN'] ?? item?.['arn'];
    const prefix = item?.['ARNPrefix'] ?? item?.['arnprefix'];
    const pattern = item?.['pattern'];
    if (typeof pattern === 'string' && pattern.startsWith('arn:')) arns.push(pattern);
    else if (typeof arn === 'string' && arn.startsWith('arn:')) arns.push(escapeLiteral(arn));
    else if (typeof prefix === 'string' && prefix.startsWith('arn:')) arns.push(`${escapeLiteral(prefix)}*`);
  }
  return arns;
}

interface Format {
  type: string;
  shape: RegExp;
  /** Formats of the service's other types that are a narrower form of this one: a bucket's also fits an object. */
  narrower: RegExp[];
}

/** Which ARNs an action can be granted on, by the ARN formats of its resource types. Built once per action. */
export class ResourceTypes {
  private readonly byAction = new Map<string, Format[] | 'any'>();

  constructor(private readonly catalog: Catalog) {}

  /** True when the action takes no resource: only `*` grants it. An action the catalog lacks is treated as one that takes any. */
  takesNone(action: string): boolean {
    return this.catalog.action(action)?.wildcardOnly ?? false;
  }

  /** Those of the ARNs that are of one of the action's resource types, and of no type that says more than these. */
  matching(action: string, arns: readonly string[]): string[] {
    let formats = this.byAction.get(action);
    if (!formats) {
      formats = this.formatsOf(action);
      this.byAction.set(action, formats);
    }
    if (formats === 'any') return [...arns];
    const known = formats;
    return arns.filter((arn) =>
      known.some(({ shape, narrower }) => shape.test(arn) && !narrower.some((other) => other.test(arn))),
    );
  }

  private formatsOf(action: string): Format[] | 'any' {
    const record = this.catalog.action(action);
    if (!record) return 'any';
    const types = this.catalog.service(record.action.slice(0, record.action.indexOf(':')))?.resourceTypes ?? {};
    const own = new Set(record.resourceTypes.map(({ type }) => type));
    const others = Object.values(types).filter(({ type }) => !own.has(type));
    return [...own].flatMap((type) => {
      const arn = types[type]?.arn;
      if (!arn) return [];
      const shape = formatOf(arn);
      const narrower = others.filter((other) => literals(other.arn) > literals(arn) && shape.test(sampleOf(other.arn)));
      return [{ type, shape, narrower: narrower.map((other) => formatOf(other.arn)) }];
    });
  }
}

/** An ARN of a format, and how many of its characters the format fixes. */
const sampleOf = (template: string): string => template.replace(OPEN, 'x');
const literals = (template: string): number => template.replace(OPEN, '').length;

/** A placeholder, or the star that some formats have in its place (`rep:*`). */
const OPEN = /\$\{[^}]*\}|\*/g;

/** `arn:${Partition}:s3:::${BucketName}/${ObjectName}`: a placeholder is anything without a colon or slash, the last one anything. */
function formatOf(template: string): RegExp {
  const parts = template.split(OPEN);
  const last = parts.length - 2;
  const source = parts.map((part, index) => {
    const text = part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    if (index > last) return text;
    return text + (index === last ? '.+' : /^:|^$/.test(parts[index + 1] ?? '') ? '[^:]*' : '[^:/]*');
  });
  return new RegExp(`^${source.join('')}$`);
}
