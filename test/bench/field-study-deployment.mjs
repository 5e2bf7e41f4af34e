// What --templates counts: how functions, environment variables and policies of real projects are read. Numbers only, no code.
import { openCatalog } from '../../dist/catalog/index.js';
import { messageOf } from '../../dist/findings/index.js';
import { readProject } from '../../dist/project/index.js';
import { compare } from '../../dist/propose/compare/index.js';
import { actionsOf } from '../../dist/prove/index.js';
import { isUnresolved } from '../../dist/render/envelope.js';
import { exportsOf, moduleValue } from '../../dist/static/index.js';

const catalog = openCatalog();
const PLACE = {
  resource: 'resource',
  parameter: 'parameter',
  pseudo: 'parameter',
  import: 'parameter',
  dynamic: 'parameter',
};

/** What a deployed value is bound to: the first part that the deployment fills in, else literal text, else nothing. */
function bindingOf(text) {
  const kinds = text.map((part) =>
    part.kind === 'reference'
      ? PLACE[part.targetKind]
      : part.kind === 'unknown' && part.oneOf
        ? 'alternatives'
        : part.kind,
  );
  for (const kind of ['resource', 'parameter', 'alternatives', 'unknown', 'env'])
    if (kinds.includes(kind)) return kind === 'unknown' || kind === 'env' ? 'unbound' : kind;
  return 'literal';
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** Collects rows of analyses and prints the tables at the end. */
export class DeploymentStudy {
  matched = 0;
  seen = new Set();
  environment = new Map();
  failures = new Map();
  rows = [];

  /** A template without a function that could be analysed: its findings say why, or the sentence that stopped it. */
  async refused(path, message) {
    try {
      const project = await readProject(path, { exportsOf, objectOf: moduleValue, catalog });
      this.countFindings(project.findings);
    } catch (error) {
      if (error.name !== 'UserError') throw error;
      this.count(this.failures, `refused: ${message.replace(/`[^`]*`|'[^']*'|"[^"]*"|\S*[./]\S+/g, '…').slice(0, 90)}`);
    }
  }

  countFindings(findings) {
    for (const { ruleId } of findings.filter(({ ruleId }) => /^IT(103|30|31|32)/.test(ruleId)))
      this.count(this.failures, `${ruleId} ${messageOf(ruleId).title}`);
  }

  /** @param file name of the template, @param analysis of the project, @param log takes one row per function */
  add(file, analysis, log) {
    const { project, functions, arnContext } = analysis;
    this.countFindings(project.findings);
    for (const result of functions) {
      const { fn } = result;
      // Two templates may deploy one function: it counts once.
      const key = `${project.root}/${fn.declaredAt?.file}:${fn.declaredAt?.line}#${fn.id}`;
      if (!fn.declaredAt || this.seen.has(key)) continue;
      this.seen.add(key);
      this.matched++;
      for (const value of Object.values(fn.environment)) this.count(this.environment, bindingOf(value));
      this.compareOne(file, project, result, arnContext, log);
    }
  }

  compareOne(file, project, result, arnContext, log) {
    const { fn, permissions } = result;
    const template = fn.template === undefined ? undefined : project.templates?.[fn.template];
    const comparison = compare(result, { catalog, arnContext, resources: template?.resources ?? project.resources });
    if (!comparison.declared) {
      this.rows.push({ kind: 'undeclared' });
      return;
    }
    const documents = fn.declared.documents.flatMap(({ document }) => [document.Statement].flat());
    const granted = new Set(
      documents
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action, NotAction }) => (NotAction ? ['*'] : [Action].flat()))
        .flatMap((action) => (action === undefined ? [] : actionsOf(action, catalog))),
    );
    const needed = new Set(permissions.map(({ action }) => action));
    const lacking = comparison.rows.filter(({ change }) => change === 'lacking');
    const unresolved = result.ledger.filter(
      (entry) => isUnresolved(entry) && entry.bucket !== 'unresolved-resource',
    ).length;
    const row = {
      file,
      id: fn.id,
      kind: comparison.unknownPolicies.length > 0 ? 'unknown managed policies' : 'known',
      granted: granted.size,
      needed: needed.size,
      excess: [...granted].filter((action) => !needed.has(action)).length,
      lacking: [...new Set(lacking.map(({ action }) => action))],
      undecided: comparison.rows.filter(({ change }) => change === 'undecided').length,
      wildcards: comparison.before.wildcardResources,
      verdict: comparison.verdict,
      complete: unresolved === 0,
    };
    this.rows.push(row);
    log({
      ...row,
      lackingRows: lacking.map(({ action, resource, at, why }) => ({ action, resource, at, why })),
      documents,
    });
  }

  count(map, key) {
    map.set(key, (map.get(key) ?? 0) + 1);
  }

  print() {
    console.log(`functions matched to a template: ${this.matched}`);
    console.log('functions a template declares and that were not analysed, and other failures (ten commonest)');
    for (const [reason, n] of [...this.failures].sort((a, b) => b[1] - a[1]).slice(0, 10))
      console.log(`${String(n).padStart(6)}  ${reason}`);
    console.log('environment variables', Object.fromEntries([...this.environment].sort((a, b) => b[1] - a[1])));
    console.log(
      'declared against needed   functions  granted  needed  excess (medians)  with excess  on *  lacking  lacking-functions',
    );
    for (const kind of ['known', 'unknown managed policies', 'undeclared']) {
      const rows = this.rows.filter((row) => row.kind === kind);
      if (kind === 'undeclared') {
        console.log(kind, rows.length);
        continue;
      }
      const sum = (pick) => rows.reduce((total, row) => total + pick(row), 0);
      console.log(kind, {
        functions: rows.length,
        granted: { sum: sum(({ granted }) => granted), median: median(rows.map(({ granted }) => granted)) },
        needed: { sum: sum(({ needed }) => needed), median: median(rows.map(({ needed }) => needed)) },
        excess: {
          sum: sum(({ excess }) => excess),
          median: median(rows.map(({ excess }) => excess)),
          functions: rows.filter(({ excess }) => excess > 0).length,
        },
        excessShareMedian: median(
          rows.filter(({ granted }) => granted > 0).map(({ excess, granted }) => excess / granted),
        ).toFixed(2),
        lacking: {
          sum: sum(({ lacking }) => lacking.length),
          functions: rows.filter(({ lacking }) => lacking.length > 0).length,
        },
        onStar: rows.filter(({ wildcards }) => wildcards > 0).length,
        verdicts: Object.fromEntries(
          ['same', 'only-removes', 'adds', 'unknown'].map((verdict) => [
            verdict,
            rows.filter((row) => row.verdict === verdict).length,
          ]),
        ),
      });
    }
  }
}
