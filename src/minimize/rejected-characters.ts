import type { ArnContext } from '../model/arn.js';
import { renderArn } from '../model/arn-render.js';
import type { Finding } from '../model/finding.js';
import type { Permission } from '../model/permission.js';

/** Findings for resources whose literal text holds characters that IAM rejects: `renderArn` turned them into a wildcard. */
export function rejectedCharacters(permissions: readonly Permission[], context: ArnContext): Finding[] {
  const found = new Map<string, Finding>();
  for (const { action, resource } of permissions) {
    if (!resource.some((part) => part.kind === 'literal' && /[^\t\n\r\u0020-\u00ff]/.test(part.text))) continue;
    const text = renderArn(resource, context);
    found.set(`${action} ${text}`, { ruleId: 'IT406', level: 'warning', args: { action, resource: text } });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
}
