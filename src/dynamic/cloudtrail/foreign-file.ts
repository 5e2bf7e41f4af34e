/** First bytes in hexadecimal of files that are often given instead of a log. */
const MAGIC: readonly { begins: RegExp; kind: string; advice: string }[] = [
  { begins: /^504b0304/, kind: 'a zip archive', advice: 'unpack it first' },
  { begins: /^28b52ffd|^425a68|^fd377a58/, kind: 'compressed in another way than gzip', advice: 'unpack it first' },
];

/** The same for text. */
const KINDS: readonly { begins: RegExp; kind: string; advice: string }[] = [
  { begins: /^PAR1/, kind: 'a Parquet file', advice: 'query it with Athena (athena:database.table), or export JSON' },
  { begins: /^\s*<(?:!doctype|html|\?xml)/i, kind: 'a web page or an error answer', advice: 'fetch the log again' },
  {
    begins: /^\s*"?(?:event ?(?:id|name|time|version|source)|useridentity|eventdata)"?\s*[,;\t]/i,
    kind: 'a CSV table',
    advice:
      'CSV exports lack the role and the request: download the Event history as JSON, or let the tool ask Athena itself (athena:database.table)',
  },
];

/** Anything else. */
export const OTHER = {
  kind: 'no CloudTrail log',
  advice:
    'give files as CloudTrail writes them ({"Records":[…]}), one record a line, or an answer of LookupEvents, EventBridge or CloudWatch Logs, as JSON',
};

/** What a file is that holds no record, from its first bytes, and what to give instead. */
export function foreignKind(head: Buffer): { kind: string; advice: string } {
  const hex = head.toString('hex', 0, 8);
  const text = head.toString('utf8', 0, 256).replace(/^\uFEFF/, '');
  return MAGIC.find(({ begins }) => begins.test(hex)) ?? KINDS.find(({ begins }) => begins.test(text)) ?? OTHER;
}
