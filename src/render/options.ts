import type { Catalog } from '../catalog/types.js';
import type { Analysis } from '../model/analysis.js';

/** What every renderer may ask for beside the analysis. */
export interface RenderOptions {
  toolVersion: string;
  /** Tells what `Ref` and `Fn::GetAtt` of a resource give. */
  catalog: Catalog;
}

/** Analysis → the whole text of one output format, ending in a line end. Pure. */
export type Renderer = (analysis: Analysis, options: RenderOptions) => string;
