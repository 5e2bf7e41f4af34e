import type { Catalog } from '../../../catalog/types.js';
import { escapeLiteral } from '../../../model/arn-render.js';

const ARN = /"(ARN|arn|pattern)"\s*:\s*"(arn:[^"]*)"/g;

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

/** Which ARNs an action can be granted on, by the ARN formats of its resource types. Built once per action. */
export class ResourceTypes {
  private readonly byAction = new Map<string, RegExp[] | 'any'>();

  constructor(private readonly catalog: Catalog) {}

  /** True when the action takes no resource: only `*` grants it. An action the catalog lacks is treated as one that takes any. */
  takesNone(action: string): boolean {
    return this.catalog.action(action)?.wildcardOnly ?? false;
  }

  /** Those of the ARNs that are of one of the action's resource types. */
  matching(action: string, arns: readonly string[]): string[] {
    let formats = this.byAction.get(action);
    if (!formats) {
      formats = this.formatsOf(action);
      this.byAction.set(action, formats);
    }
    return formats === 'any'
      ? [...arns]
      : arns.filter((arn) => (formats as RegExp[]).some((format) => format.test(arn)));
  }

  private formatsOf(action: string): RegExp[] | 'any' {
    const record = this.catalog.action(action);
    if (!record) return 'any';
    const service = this.catalog.service(record.action.slice(0, record.action.indexOf(':')));
    return record.resourceTypes.flatMap(({ type }) => {
      const arn = service?.resourceTypes[type]?.arn;
      return arn ? [formatOf(arn)] : [];
    });
  }
}

/** `arn:${Partition}:s3:::${BucketName}/${ObjectName}`: a placeholder is anything without a colon or slash, the last one anything. */
function formatOf(template: string): RegExp {
  const parts = template.split(/\$\{[^}]*\}/);
  const last = parts.length - 2;
  const source = parts.map((part, index) => {
    const text = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (index > last) return text;
    return text + (index === last ? '.+' : /^:|^$/.test(parts[index + 1] ?? '') ? '[^:]*' : '[^:/]*');
  });
  return new RegExp(`^${source.join('')}$`);
}
