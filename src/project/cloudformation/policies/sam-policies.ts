import type { DeclaredDocument } from '../../../model/function.js';
import { literalOf } from '../../../model/text.js';
import { child, entriesOf, locationOf, type TemplateNode } from '../../template/node.js';
import { listOf } from '../function.js';
import { showName } from '../intrinsics.js';
import type { Attached } from './attached.js';
import { type DocumentContext, documentOf } from './document.js';
import { expandPolicyTemplate, isPolicyTemplate } from './sam-templates.js';

/**
 * Policies of a SAM function: managed names and ARNs, inline documents, policy templates, in a list or alone.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
export function samPolicies(node: TemplateNode | undefined, use: DocumentContext): Attached {
  const out: Attached = { documents: [], managed: [] };
  for (const item of listOf(node)) {
    if (item.kind !== 'map') {
      const text = use.evaluator.text(item);
      if (text) out.managed.push({ text, at: locationOf(item) });
    } else if (child(item, 'Statement')) {
      const document = documentOf(item, use);
      if (document) out.documents.push({ origin: 'inline', document, at: locationOf(item) });
    } else {
      for (const [name, given] of entriesOf(item)) addTemplate(name, given, item, use, out.documents);
    }
  }
  return out;
}

function addTemplate(
  name: string,
  given: TemplateNode,
  item: TemplateNode,
  use: DocumentContext,
  documents: DeclaredDocument[],
): void {
  const at = locationOf(item);
  if (!isPolicyTemplate(name)) {
    use.evaluator.scope.report({ ruleId: 'IT314', level: 'warning', args: { name, parameter: '' }, location: at });
    return;
  }
  const document = { Version: '2012-10-17', Statement: expandPolicyTemplate(name, given, use) };
  documents.push({ origin: `SAM policy template ${name}`, document, at });
}

/** Name of a managed policy for people: the ARN's last part when it is an AWS managed one. */
export function managedName(text: Parameters<typeof showName>[0]): string {
  const written = literalOf(text) ?? showName(text);
  return /:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(written)?.[1] ?? written;
}
