import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/findings/index.js';
import { folderOf, read } from './read.js';

/** Rules that every function without them breaks: shown only where a case is about them. */
const NOTES = ['IT337', 'IT338', 'IT341'];

const template = (properties: string, resources = '') => `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Code: ., ${properties} }
  ${resources}
`;

const ROLE = 'Role: !GetAtt Role.Arn';
const role = (statement: string) =>
  `Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Statement: ${statement} } }] } }`;
const permission = (properties: string) =>
  `Allow: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Fn, ${properties} } }`;

const cases: [name: string, template: string, findings: string[]][] = [
  ['a plain function', template(''), []],
  [
    'a shared role',
    template(
      ROLE,
      `${role('[]')}\n  Two: { Type: AWS::Lambda::Function, Properties: { Handler: index.handler, Runtime: nodejs22.x, Code: ., ${ROLE} } }`,
    ),
    [
      'IT330 error-free Fn shares the role Role with 1 other function(s): Two',
      'IT330 error-free Two shares the role Role with 1 other function(s): Fn',
    ],
  ],
  [
    'a wildcard',
    template(ROLE, role("{ Effect: Allow, Action: ['s3:Get*', sqs:SendMessage], Resource: '*' }")),
    ['IT331 error-free the policy of Fn grants s3:Get* on *'],
  ],
  [
    'NotAction',
    template(ROLE, role("{ Effect: Allow, NotAction: iam:*, Resource: '*' }")),
    ['IT331 error-free the policy of Fn grants everything but NotAction on *'],
  ],
  ['a Deny with a wildcard is fine', template(ROLE, role("{ Effect: Deny, Action: '*', Resource: '*' }")), []],
  [
    'everything',
    template(ROLE, role("{ Effect: Allow, Action: '*', Resource: '*' }")),
    ['IT332 error Fn has administrator rights: Action * on Resource *'],
  ],
  [
    'AdministratorAccess',
    template(
      ROLE,
      'Role: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess] } }',
    ),
    ['IT332 error Fn has administrator rights: managed policy AdministratorAccess'],
  ],
  [
    'IAMFullAccess, whose text is not known',
    template(
      ROLE,
      'Role: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [arn:aws:iam::aws:policy/IAMFullAccess] } }',
    ),
    [
      'IT323 error-free what the managed policy IAMFullAccess grants Fn is not known offline',
      'IT332 error Fn has administrator rights: IAMFullAccess',
    ],
  ],
  [
    'anyone',
    template('', permission("Principal: '*'")),
    ['IT333 error anyone may invoke Fn: its permission has the principal * and no condition'],
  ],
  ['anyone of the organisation', template('', permission("Principal: '*', PrincipalOrgID: o-1")), []],
  [
    'a service on behalf of anybody',
    template('', permission('Principal: apigateway.amazonaws.com')),
    ['IT334 error-free apigateway.amazonaws.com may invoke Fn without SourceArn or SourceAccount'],
  ],
  [
    'S3 without the account',
    template('', permission('Principal: s3.amazonaws.com, SourceArn: arn:aws:s3:::b')),
    [
      'IT334 error-free s3.amazonaws.com may invoke Fn without SourceAccount',
      'IT339 error-free Fn is invoked asynchronously (s3) and has no dead-letter queue or on-failure destination',
    ],
  ],
  [
    'an access key',
    template('Environment: { Variables: { X: AKIAIOSFODNN7EXAMPLE } }'),
    ['IT335 error the environment variable X of Fn holds AWS credentials'],
  ],
  [
    'a password',
    template(
      'Environment: { Variables: { DB_PASSWORD: correct-horse, TOKEN: /path/of/token, API_KEY: changeme, SECRET: !Ref AWS::StackName } }',
    ),
    ['IT336 error-free the environment variable DB_PASSWORD of Fn seems to hold a secret, in plain text'],
  ],
  [
    'a resolved secret',
    template("Environment: { Variables: { X: '{{resolve:secretsmanager:db}}' } }"),
    [
      'IT336 error-free the environment variable X of Fn seems to hold a secret, by a dynamic reference, which the deployment turns into plain text',
    ],
  ],
  [
    'an old runtime',
    template('').replace('nodejs22.x', 'nodejs16.x'),
    ['IT340 error-free Fn runs on nodejs16.x, deprecated since 2024-06-12'],
  ],
  [
    'an extension',
    template('Layers: [arn:aws:lambda:eu-west-1:015030872274:layer:AWS-Parameters-and-Secrets-Lambda-Extension:11]'),
    [
      "IT343 error-free the layer AWS Parameters and Secrets of Fn calls AWS with the function's role; what it fetches is not in the code's SDK calls (it may need ssm:GetParameter, secretsmanager:GetSecretValue and kms:Decrypt)",
    ],
  ],
  [
    'a source of unknown kind',
    template(
      '',
      'M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Fn, EventSourceArn: !ImportValue q } }',
    ),
    [
      'IT319 error-free what kind of event source Fn is polled from is known only when deployed, so the permissions for it are not derived',
    ],
  ],
];

describe('findings on the deployment', () => {
  it.each(cases)('%s', async (_name, text, findings) => {
    const project = await read(folderOf({ 'template.yaml': text, 'index.js': 'exports.handler = async () => {};' }));
    const told = project.findings
      .filter(({ ruleId }) => !NOTES.includes(ruleId))
      .map((finding) => `${finding.ruleId} ${finding.level === 'error' ? 'error' : 'error-free'} ${textOf(finding)}`);
    expect(told.sort()).toEqual(findings.sort());
  });

  it('notes what could be stricter, and is silent when it is', async () => {
    const plain = template(`Environment: { Variables: { A: b } }, ${ROLE}`, role('[]'));
    const strict = template(
      `Environment: { Variables: { A: b } }, KmsKeyArn: !Ref K, CodeSigningConfigArn: !Ref S, ${ROLE}`,
      `${role('[]').replace('Policies', 'PermissionsBoundary: arn:aws:iam::1:policy/b, Policies')}\n  K: { Type: AWS::KMS::Key }\n  S: { Type: AWS::Lambda::CodeSigningConfig }`,
    );
    const rules = async (text: string) =>
      (await read(folderOf({ 'template.yaml': text, 'index.js': 'exports.handler = async () => {};' }))).findings.map(
        ({ ruleId }) => ruleId,
      );
    expect((await rules(plain)).sort()).toEqual(NOTES);
    expect(await rules(strict)).toEqual([]);
  });

  it('never repeats a secret', async () => {
    const project = await read(
      folderOf({
        'template.yaml': template(
          'Environment: { Variables: { DB_PASSWORD: correct-horse, K: AKIAIOSFODNN7EXAMPLE } }',
        ),
        'index.js': 'exports.handler = async () => {};',
      }),
    );
    expect(project.findings.map(textOf).join('\n')).not.toMatch(/correct-horse|AKIA/);
  });
});
