import type { Text } from '../../../model/text.js';
import type { FunctionSpec } from '../../spec.js';
import { child, entriesOf, locationOfKey, mapOf, scalarOf, type TemplateNode } from '../../template/node.js';
import type { Evaluator } from '../evaluate.js';
import { patternSources } from './event-pattern.js';
import { eventSourcesOf } from './event-source.js';
import { SAM_EVENTS, type SamEvent } from './sam-event-table.js';

/** Adds the triggers of a SAM function's `Events`. */
export function addSamEvents(spec: FunctionSpec, properties: TemplateNode | undefined, evaluator: Evaluator): void {
  const events = mapOf(child(properties, 'Events'));
  for (const [name, node] of entriesOf(events)) {
    const type = scalarOf(child(node, 'Type')) ?? '';
    const facts = SAM_EVENTS[type];
    const at = locationOfKey(events!, name);
    if (!facts) {
      evaluator.scope.report({ ruleId: 'IT321', level: 'warning', args: { id: spec.id, name, type }, location: at });
      continue;
    }
    const own = child(node, 'Properties');
    for (const source of sourcesOf(own, facts, evaluator))
      spec.triggers.push({ kind: facts.kind, at, ...(source && { source }) });
    if (facts.polls)
      spec.eventSources.push(...eventSourcesOf(own, namedSource(own, facts, evaluator), facts.polls, evaluator, at));
  }
  if (child(properties, 'FunctionUrlConfig'))
    spec.triggers.push({ kind: 'url', at: locationOfKey(mapOf(properties)!, 'FunctionUrlConfig') });
}

function sourcesOf(own: TemplateNode | undefined, facts: SamEvent, evaluator: Evaluator): (Text | undefined)[] {
  if (facts.source?.includes('Pattern')) {
    const sources = patternSources(child(own, 'Pattern'), evaluator);
    return sources.length > 0 ? sources : [undefined];
  }
  const named = namedSource(own, facts, evaluator);
  if (named || !facts.implicit) return [named];
  return [
    [{ kind: 'reference', target: facts.implicit.target, targetKind: 'resource', targetType: facts.implicit.type }],
  ];
}

const namedSource = (own: TemplateNode | undefined, facts: SamEvent, evaluator: Evaluator): Text | undefined =>
  (facts.source ?? []).map((property) => evaluator.text(child(own, property))).find((text) => text !== undefined);
