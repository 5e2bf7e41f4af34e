import type { ActionDescription, OperationDescription } from '../catalog/index.js';
import type { EventRecord } from '../catalog/types.js';

/** A catalog answer for people: one fact a line. */
export function catalogText(answer: object): string {
  const lines =
    'operation' in answer
      ? operationLines(answer as OperationDescription)
      : 'eventName' in answer
        ? eventLines(answer as EventRecord)
        : actionLines(answer as ActionDescription);
  return `${lines.join('\n')}\n`;
}

function actionLines(action: ActionDescription): string[] {
  const types = action.resourceTypes.map(
    ({ type, arn, required }) => `  ${required ? 'required' : 'optional'}  ${type}  ${arn}`,
  );
  return [
    `${action.action}  (${action.accessLevel})`,
    ...(types.length > 0 ? ['resources:', ...types] : ['resources: takes none, only * matches']),
    ...(action.conditionKeys.length > 0 ? ['condition keys:', ...action.conditionKeys.map((key) => `  ${key}`)] : []),
    ...(action.dependentActions ? ['dependent actions:', ...action.dependentActions.map((one) => `  ${one}`)] : []),
  ];
}

function operationLines(operation: OperationDescription): string[] {
  if (operation.permissionless)
    return [
      `${operation.operation}  needs no permission: ${operation.why}`,
      ...(operation.source ? [`  ${operation.source}`] : []),
    ];
  if (operation.unmapped) return [`${operation.operation}  is known, but no action is proved for it`];
  const actions = operation.actions.flatMap((one) => [
    `  ${one.kind.padEnd(11)}  ${one.action}${one.when ? `  when ${one.when}` : ''}`,
    ...(one.resources ?? []).map((resource) => `                 on ${resource}`),
    ...(one.evidence.source ? [`                 ${one.evidence.source}`] : []),
  ]);
  const others = operation.alsoOf?.map((other) => `also of ${other}`) ?? [];
  return [operation.operation, ...actions, ...others];
}

function eventLines(event: EventRecord): string[] {
  const logged = {
    management: 'management event, logged by default',
    data: `data event, logged only where a trail selects ${event.dataType}`,
    never: 'not logged, or not known to be',
  };
  return [
    `${event.eventSource}:${event.eventName}  (${logged[event.visibility]})`,
    ...(event.permissionless ? ['  needs no permission'] : event.actions.map((action) => `  ${action}`)),
    ...event.operations.map((operation) => `  operation ${operation}`),
  ];
}
