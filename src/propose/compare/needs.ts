import type { FunctionAnalysis } from '../../model/analysis.js';
import type { ArnContext } from '../../model/arn.js';
import { renderArn } from '../../model/arn-render.js';
import { renderCondition } from '../../model/condition-render.js';
import type { Permission } from '../../model/permission.js';
import type { ConditionBlock, PolicyDocument } from '../../model/policy.js';
import { bindEnvironment, type TextPart } from '../../model/text.js';

/** A permission as text. */
export interface Needed {
  permission: Permission;
  action: string;
  resource: string;
  condition?: ConditionBlock;
  /** True when the resource has parts that only run time knows: the real need is some of what the pattern says. */
  open: boolean;
  /** The resource with `*` for what is open, environment variables that nobody sets included: what it could be at most. */
  widest: string;
}

export const needsOf = ({ permissions }: FunctionAnalysis, context: ArnContext): Needed[] =>
  permissions.map((permission) => {
    const condition = permission.condition && renderCondition(permission.condition, context);
    const bound = bindEnvironment(permission.resource, false);
    const atMost = bound.map((part): TextPart => (part.kind === 'env' ? { kind: 'unknown', reason: part.name } : part));
    return {
      permission,
      action: permission.action,
      resource: renderArn(permission.resource, context),
      ...(condition && { condition }),
      open: bound.some(({ kind }) => kind === 'unknown' || kind === 'env'),
      widest: renderArn(atMost, context),
    };
  });

/** Needs as a policy that allows just them. */
export const documentOf = (
  needs: readonly { action: string; resource: string; condition?: ConditionBlock }[],
): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: needs.map(({ action, resource, condition }) => ({
    Effect: 'Allow',
    Action: action,
    Resource: resource,
    ...(condition && { Condition: condition }),
  })),
});
