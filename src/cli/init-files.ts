/** A file of `init`, relative to the root of the repository. */
export interface StarterFile {
  file: string;
  text: string;
}

/** What `init` writes. Versions are pinned to the one that runs: a gate must not change by itself. */
export function starterFiles(ci: 'github' | 'gitlab' | 'none', version: string): StarterFile[] {
  return [
    { file: 'iam-tighten.json', text: config(version) },
    ...(ci === 'github' ? [{ file: '.github/workflows/iam-tighten.yml', text: workflow(version) }] : []),
    ...(ci === 'gitlab' ? [{ file: '.gitlab/iam-tighten.yml', text: job(version) }] : []),
  ];
}

const config = (version: string): string =>
  `${JSON.stringify(
    {
      $schema: `https://unpkg.com/iam-tighten@${version}/schemas/config.schema.json`,
      failOn: 'error',
      keep: [],
    },
    null,
    2,
  )}\n`;

/** Least rights: a pull request from a fork gets a token that only reads, and the result goes to the job summary. */
const workflow = (version: string): string => `name: iam-tighten
on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read
  pull-requests: write

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes iam-tighten@${version} comment github
        env:
          GITHUB_TOKEN: \${{ github.token }}
      - run: npx --yes iam-tighten@${version} check
`;

const job = (version: string): string => `# Include it in .gitlab-ci.yml:  include: { local: .gitlab/iam-tighten.yml }
# GITLAB_TOKEN: a project access token with the scope api (role Reporter), as a masked variable.
iam-tighten:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - npx --yes iam-tighten@${version} comment gitlab --code-quality gl-code-quality-report.json
    - npx --yes iam-tighten@${version} check
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;
