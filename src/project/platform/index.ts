import type { Permission } from '../../model/permission.js';
import type { FunctionSpec } from '../spec.js';
import { failurePermissions } from './destinations.js';
import { eventSourcePermissions } from './event-sources.js';
import { logPermissions } from './logs.js';
import { networkPermissions } from './network.js';
import type { Resources } from './resources.js';
import {
  durablePermissions,
  environmentKeyPermissions,
  fileSystemPermissions,
  insightsPermissions,
  tracingPermissions,
} from './runtime-features.js';

/** One reason why the platform uses the function's role. */
type PlatformRule = (spec: FunctionSpec, resources: Resources) => Permission[];

const RULES: readonly PlatformRule[] = [
  logPermissions,
  eventSourcePermissions,
  failurePermissions,
  networkPermissions,
  tracingPermissions,
  environmentKeyPermissions,
  fileSystemPermissions,
  durablePermissions,
  insightsPermissions,
];

/** The permissions the platform needs with the function's role, whatever its code does. */
export const platformPermissions = (spec: FunctionSpec, resources: Resources): Permission[] =>
  RULES.flatMap((rule) => rule(spec, resources));

/** Those that SAM and the Serverless Framework write into the roles they make: sources without a managed policy, and destinations. */
export const generatedByFramework = (spec: FunctionSpec, resources: Resources): Permission[] => [
  ...eventSourcePermissions(
    { ...spec, eventSources: spec.eventSources.filter(({ kind }) => ['mq', 'kafka', 'documentdb'].includes(kind)) },
    resources,
  ),
  ...failurePermissions(spec, resources),
];
