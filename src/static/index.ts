/** What the static pass offers to the pipeline. */

export { moduleValue } from './module-value.js';
export { exportsOf } from './parse/exports-of.js';
export { ProjectFiles } from './parse/project-files.js';
export { traceFunction } from './trace.js';
export type { TraceInput, TraceResult } from './types.js';
