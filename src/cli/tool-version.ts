export { toolVersion } from '../tool-version.js';
