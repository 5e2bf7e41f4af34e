import { describe, expect, it } from 'vitest';
import { runCli } from '../e2e/run-cli.js';
import { ownPermissions } from './own-permissions.js';

describe('the permissions the tool itself needs', () => {
  it('are those its own source shows (vitest -u rewrites the file)', async () => {
    await expect(`${JSON.stringify(await ownPermissions(), null, 2)}\n`).toMatchFileSnapshot(
      '../../own-permissions.json',
    );
  }, 30_000);

  it('are printed per part of a command', () => {
    const { status, stdout } = runCli(['permissions', 'validate']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: [
        'validate --online',
        '  access-analyzer:ValidatePolicy  *',
        'validate --reference',
        '  access-analyzer:CheckNoNewAccess  *',
        'validate --not-granted',
        '  access-analyzer:CheckAccessNotGranted  *',
        'validate --no-public',
        '  access-analyzer:CheckNoPublicAccess  *',
        '',
      ].join('\n'),
    });
  });

  it('are printed as a policy', () => {
    const { stdout } = runCli(['permissions', 'generate', '--format', 'policy']);
    expect(JSON.parse(stdout)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['iam:GetServiceLastAccessedDetails'], Resource: ['*'] },
        { Effect: 'Allow', Action: ['iam:GenerateServiceLastAccessedDetails'], Resource: ['arn:aws:iam:*:*:*'] },
        { Effect: 'Allow', Action: ['iam:GetRole'], Resource: ['arn:aws:iam::*:role/*'] },
        { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::*'] },
        { Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::*/*'] },
      ],
    });
  });

  it('are none for a command that never asks AWS', () =>
    expect(runCli(['permissions', 'compare'])).toMatchObject({
      status: 0,
      stdout: 'compare asks nothing of AWS\n',
    }));

  it('are refused for what is no command', () => {
    const { status, stdout, stderr } = runCli(['permissions', 'colect']);
    expect({ status, stdout, stderr: stderr.split('\n')[0] }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'iam-tighten: there is no command colect',
    });
  });
});
