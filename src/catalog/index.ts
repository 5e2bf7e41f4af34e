export { openCatalog } from './open.js';
