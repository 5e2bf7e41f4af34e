import { cdk, cdkApp } from './cdk/index.js';
import { cloudformation, sam } from './cloudformation/index.js';
import type { Framework } from './framework.js';
import { serverless } from './serverless/index.js';
import { terraform, terraformPlan } from './terraform/index.js';

/** In the order they are asked: the more special first. */
export const FRAMEWORKS: readonly Framework[] = [
  cdk,
  cdkApp,
  serverless,
  sam,
  cloudformation,
  terraformPlan,
  terraform,
];
