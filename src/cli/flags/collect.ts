/** Options of `collect`, as commander hands them over. */
export interface CollectFlags {
  output?: string;
  role?: string[];
  account?: string[];
  region?: string[];
  since?: string;
  until?: string;
  profile?: string;
  verifyDigests?: boolean;
  resumeState?: string;
  jobs?: string;
  athenaOutput?: string;
  workgroup?: string;
  selectors?: boolean;
  printSql?: boolean;
  athenaLocation?: string;
  createTable?: boolean;
  accessRole?: string;
  quiet?: boolean;
}
