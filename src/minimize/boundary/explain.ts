import { servicePrefixOf } from '../../model/action.js';
import type { Evidence, Permission } from '../../model/permission.js';
import type { Statement } from '../../model/policy.js';
import { matchesAction } from '../../prove/index.js';
import { DENIED, OPENS_RESOURCE } from './denied-actions.js';
import type { BoundaryLine } from './types.js';

/** A reason for every line of a boundary: the witness of what is allowed, the danger of what is denied. */
export function explain(statements: readonly Statement[], permissions: readonly Permission[]): BoundaryLine[] {
  return statements.flatMap((statement) => {
    const sid = statement.Sid ?? '';
    if (statement.NotAction)
      return [{ sid, line: 'everything else', why: 'no code, trigger or log of this role touches these services' }];
    const lines = [statement.Action ?? []].flat();
    return lines.map((line) => ({
      sid,
      line,
      why: statement.Effect === 'Allow' ? whyAllowed(line, sid, permissions) : whyDenied(line, statement),
    }));
  });
}

function whyAllowed(line: string, sid: string, permissions: readonly Permission[]): string {
  const own = permissions.filter(({ action }) => matchesAction(line, action));
  const witness = own
    .flatMap(({ evidence }) => evidence)
    .map(placeOf)
    .sort()[0];
  if (sid === 'AllowPlatform') return 'every function writes its log and may send traces';
  if (own.length === 0) return `headroom: code of the same kind may come to need it in ${servicePrefixOf(line)}`;
  const actions = [...new Set(own.map(({ action }) => action))].sort();
  const named =
    actions.length > 3 ? `${actions.slice(0, 3).join(', ')} and ${actions.length - 3} more` : actions.join(', ');
  return `needed: ${named}${witness ? ` (${witness})` : ''}`;
}

function whyDenied(line: string, statement: Statement): string {
  if (statement.NotResource) return `only on ${[statement.NotResource].flat().join(', ')}`;
  const row = DENIED.find(({ patterns }) =>
    patterns.some((pattern) => matchesAction(pattern, line) || pattern === line),
  );
  return row?.reason ?? OPENS_RESOURCE;
}

function placeOf(evidence: Evidence): string {
  if ('at' in evidence && evidence.at) return `${evidence.at.file}:${evidence.at.line}`;
  return evidence.source;
}
