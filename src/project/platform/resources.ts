import type { DeployedResource } from '../../model/function.js';

/** Resources of the function's template, for keys and names of what the platform reads. */
export type Resources = { [target: string]: DeployedResource };
