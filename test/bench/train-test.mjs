// Train/test by time on made-up histories: node --import tsx test/bench/train-test.mjs [functions]. Prints the table of docs/evaluation.md.
import { openCatalog } from '../../src/catalog/index.ts';
import { evaluate } from '../dynamic/evaluation/table.ts';

const functions = Number(process.argv[2] ?? 200);
const seeds = Array.from({ length: functions }, (_, seed) => seed);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`;

console.log(
  '| days | policy | denied requests | of declared calls | functions with a denial | grants | never needed |',
);
console.log('|-:|-|-:|-:|-:|-:|-:|');
for (const row of evaluate(seeds, [1, 7, 30, 90], openCatalog())) {
  const { window, maker, requests, denied, deniedDeclared, functionsDenied, grants, unneeded } = row;
  console.log(
    `| ${window} | ${maker} | ${percent(denied, requests)} | ${deniedDeclared} | ${functionsDenied} of ${functions} | ${grants} | ${percent(unneeded, grants)} |`,
  );
}
