import type { Report } from '../model/types.js';
import { parseJson } from './parse-json.js';
import { reportSchema } from './report-schema.js';

/** An earlier report out of the text of its JSON. Throws UserError for anything else. */
export const parseReport = (text: string, file: string): Report =>
  parseJson(text, file, reportSchema, 'a report', 'write it with iam-tighten report -f json') as Report;
