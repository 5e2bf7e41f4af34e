import type { Converter } from './types.js';

/**
 * A member in capitals that ARNs write in small letters: `RDS` is `metrics/rds/…`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.access-control.html
 */
export const lowerCase: Converter = (text) => [
  { part: text.map((part) => (part.kind === 'literal' ? { ...part, text: part.text.toLowerCase() } : part)) },
];
