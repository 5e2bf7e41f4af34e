export { type ActionDescription, describeAction } from './describe/action.js';
export { describeOperation, type OperationDescription } from './describe/operation.js';
export { searchCatalog } from './describe/search.js';
export { suggestNames } from './describe/suggest.js';
export { openCatalog } from './open.js';
