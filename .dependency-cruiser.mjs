// The architecture as rules: `npm run lint` fails when an import crosses a border drawn in docs/architecture.md.
const STAGES = ['project', 'static', 'dynamic', 'merge', 'minimize', 'validate', 'render', 'propose', 'report'];
const PURE = ['merge', 'minimize', 'prove', 'render'];
const SHARED = ['model', 'catalog', 'findings', 'prove'];
const NODE_IMPURE = '^(node:)?(fs|fs/promises|child_process|http|https|net|os|process|readline|worker_threads|timers)$';

/** A stage may import only the shared folders, itself, and (for three of them) the AWS ports. */
const stageRule = (stage) => {
  const extra = ['dynamic', 'validate', 'report'].includes(stage) ? ['aws'] : [];
  const allowed = [...SHARED, stage, ...extra].join('|');
  return {
    name: `stage-${stage}-stands-alone`,
    comment: `${stage} is joined to other stages only by src/pipeline.ts`,
    severity: 'error',
    from: { path: `^src/${stage}/` },
    to: { path: '^src/', pathNot: `^src/(${allowed})/` },
  };
};

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'cycles hide the order of the pipeline; a type import is erased and makes none',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'model-imports-nothing',
      severity: 'error',
      comment: 'the nouns depend on nothing',
      from: { path: '^src/model/' },
      to: { pathNot: '^src/model/' },
    },
    {
      name: 'catalog-imports-model',
      severity: 'error',
      comment: 'the catalog knows only the nouns',
      from: { path: '^src/catalog/' },
      to: { path: '^src/', pathNot: '^src/(model|catalog)/' },
    },
    {
      name: 'findings-import-model',
      severity: 'error',
      comment: 'findings are text about nouns',
      from: { path: '^src/findings/' },
      to: { path: '^src/', pathNot: '^src/(model|findings)/' },
    },
    {
      name: 'prove-imports-model-and-catalog',
      severity: 'error',
      comment: 'policy semantics stand on their own',
      from: { path: '^src/prove/' },
      to: { path: '^src/', pathNot: '^src/(model|catalog|prove)/' },
    },
    ...STAGES.map(stageRule),
    {
      name: 'typescript-only-in-parse',
      severity: 'error',
      comment: 'the compiler is quarantined behind static/parse',
      from: { path: '^src/', pathNot: '^src/static/parse/' },
      to: { path: 'node_modules/typescript/' },
    },
    {
      name: 'aws-sdk-only-in-aws',
      severity: 'error',
      comment: 'AWS is reached through the ports in src/aws',
      from: { path: '^src/', pathNot: '^src/aws/' },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'yaml-only-where-files-are-read',
      severity: 'error',
      comment: 'templates, edits and config read YAML; nothing else does',
      from: { path: '^src/', pathNot: '^src/(project|propose|cli)/' },
      to: { path: 'node_modules/yaml/' },
    },
    ...PURE.map((stage) => ({
      name: `${stage}-is-pure`,
      severity: 'error',
      comment: 'same input, same bytes: no fs, clock, env or console',
      from: { path: `^src/${stage}/` },
      to: { path: NODE_IMPURE, dependencyTypes: ['core'] },
    })),
    {
      name: 'nothing-imports-cli',
      severity: 'error',
      comment: 'the CLI is the outermost layer',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'pipeline-is-joined-from-outside',
      severity: 'error',
      comment: 'only the library API, the CLI and MCP drive the pipeline',
      from: { path: '^src/', pathNot: '^src/(index\\.ts|cli/|mcp/|pipeline\\.ts)' },
      to: { path: '^src/pipeline\\.ts' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
