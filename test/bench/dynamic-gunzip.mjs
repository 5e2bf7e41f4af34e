// The baseline: one process inflates every file and does nothing with it: node dynamic-gunzip.mjs <folder>
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

let bytes = 0;
for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) bytes += gunzipSync(readFileSync(`${entry.parentPath}/${entry.name}`)).length;
}
console.log(bytes);
