import type { Report } from '../model/types.js';

/** The report as it is: schemas/report.schema.json describes it, and `--previous` reads it back. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
