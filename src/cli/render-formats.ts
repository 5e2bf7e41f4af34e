import { openCatalog } from '../catalog/index.js';
import type { Analysis } from '../model/analysis.js';
import { FORMATS } from '../render/index.js';
import { withTemplatePolicies } from '../template-policies.js';
import { toolVersion } from '../tool-version.js';
import { shapeOf } from './analyze-options.js';
import type { AnalyzeFlags } from './flags/analyze.js';

/** Renders an analysis in some formats of FORMATS, in their order. Loads only the renderers asked for. */
export async function renderFormats(
  analysis: Analysis,
  formats: readonly string[],
  flags: AnalyzeFlags,
): Promise<string[]> {
  const catalog = openCatalog();
  const wanted = formats.map((format) => FORMATS[format]!);
  const full = wanted.some(({ template }) => template)
    ? withTemplatePolicies(analysis, catalog, shapeOf(flags))
    : analysis;
  const texts: string[] = [];
  for (const { load } of wanted) texts.push((await load())(full, { toolVersion: toolVersion(), catalog }));
  return texts;
}
