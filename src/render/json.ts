import { toEnvelope } from './envelope.js';
import type { Renderer } from './options.js';

/** `--format json`: the published envelope. */
export const renderJson: Renderer = (analysis, { toolVersion }) =>
  `${JSON.stringify(toEnvelope(analysis, toolVersion), null, 2)}\n`;
