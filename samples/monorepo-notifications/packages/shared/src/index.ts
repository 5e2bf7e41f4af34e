export * from './queue.js';
export { readSecret } from './secrets.js';
export { sendMail } from './mail.js';
export * as archive from './archive.js';
