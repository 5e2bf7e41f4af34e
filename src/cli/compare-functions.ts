import { openCatalog } from '../catalog/index.js';
import type { Analysis } from '../model/analysis.js';
import type { Comparison } from '../model/comparison.js';
import { compare } from '../propose/compare/index.js';
import { withUnseen } from '../propose/compare/unseen.js';

/** Today against needed, for every function of an analysis. */
export function compareFunctions({ functions, project, arnContext }: Analysis): Comparison[] {
  const catalog = openCatalog();
  return functions.map((result) => {
    const template = result.fn.template === undefined ? undefined : project.templates?.[result.fn.template];
    const resources = template?.resources ?? project.resources;
    return compare(withUnseen(result, { resources, catalog }), { catalog, arnContext, resources });
  });
}
