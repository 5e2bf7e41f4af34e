import type { DeployedResource } from '../../model/function.js';
import type { Permission } from '../../model/permission.js';
import type { FunctionSpec } from '../spec.js';
import { logPermissions } from './logs.js';

/** Resources of the function's template, for keys and names of what the platform reads. */
export type Resources = { [target: string]: DeployedResource };

/** One reason why the platform uses the function's role: one file each, listed below. */
export type PlatformRule = (spec: FunctionSpec, resources: Resources) => Permission[];

const RULES: readonly PlatformRule[] = [logPermissions];

/** The permissions the platform needs with the function's role, whatever its code does. */
export const platformPermissions = (spec: FunctionSpec, resources: Resources): Permission[] =>
  RULES.flatMap((rule) => rule(spec, resources));
