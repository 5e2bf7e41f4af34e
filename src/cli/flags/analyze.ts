/** The options every command has that analyses a project. */
export interface AnalyzeFlags {
  handler?: string;
  function?: string[];
  functionName?: string;
  account?: string;
  region?: string;
  partition?: string;
  conditions?: boolean;
  compact?: boolean;
  split?: string;
  maxManaged?: string;
  relax?: boolean;
  boundary?: string | boolean;
  envFile?: string;
  functionConfig?: string;
  managedPolicies?: string;
  usage?: string;
  cloudtrail?: string[];
  accessAdvisor?: boolean;
  since?: string;
  profile?: string;
  mode?: string;
  role?: string;
  deployedAt?: string;
  minimumDays?: string;
  config?: string;
  quiet?: boolean;
}
