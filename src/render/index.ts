import type { Renderer } from './options.js';

/** One output format: a file that is loaded when somebody asks for it. */
export interface Format {
  load(): Promise<Renderer>;
  /** Says what it prints, for `--help`. */
  title: string;
  /** Prints a template's own references, and so wants `templatePolicies`. */
  template?: true;
}

/** Every format of `generate`, in the order of the help. A new one is one file and one entry. */
export const FORMATS: { readonly [format: string]: Format } = {
  policy: {
    title: 'IAM policy JSON',
    load: async () => (await import('./policy.js')).renderPolicy,
  },
  json: {
    title: 'everything that was found, versioned',
    load: async () => (await import('./json.js')).renderJson,
  },
  sam: {
    title: 'Policies of AWS SAM functions',
    template: true,
    load: async () => (await import('./cfn/sam.js')).renderSam,
  },
  cloudformation: {
    title: 'AWS::IAM::Policy resources',
    template: true,
    load: async () => (await import('./cfn/cloudformation.js')).renderCloudFormation,
  },
  serverless: {
    title: 'iam.role.statements of the Serverless Framework',
    template: true,
    load: async () => (await import('./cfn/serverless.js')).renderServerless,
  },
  terraform: {
    title: 'aws_iam_policy_document data sources',
    template: true,
    load: async () => (await import('./terraform/index.js')).renderTerraform,
  },
  'cdk-typescript': {
    title: 'PolicyStatements in TypeScript',
    template: true,
    load: async () => (await import('./cdk/index.js')).renderCdk,
  },
  markdown: {
    title: 'permissions with their reasons, for pull requests',
    load: async () => (await import('./markdown/index.js')).renderMarkdown,
  },
  sarif: {
    title: 'findings as SARIF 2.1.0',
    load: async () => (await import('./sarif/index.js')).renderSarif,
  },
};
