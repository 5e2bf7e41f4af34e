import type { McpTool } from '../tool.js';
import { diffPolicy } from './diff-policy.js';
import { explainPermission } from './explain-permission.js';
import { generatePolicy } from './generate-policy.js';
import { unusedPermissions } from './unused-permissions.js';
import { validatePolicyTool } from './validate-policy.js';

/** The tools in the order in which clients list them. A new one is one file and one line here. */
export const TOOLS: readonly McpTool[] = [
  generatePolicy,
  explainPermission,
  diffPolicy,
  unusedPermissions,
  validatePolicyTool,
];
