import { describe, expect, it } from 'vitest';
import { folderOf, read } from './read.js';

const template = (code: string, handler: string) => `Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code: ${code}
      Handler: ${handler}
      Runtime: nodejs22.x
      Role: arn:aws:iam::111122223333:role/fn
`;
const CODE = 'export const handler = async () => undefined;\n';

async function found(code: string, handler: string, files: { [file: string]: string }) {
  const all = Object.fromEntries(Object.entries(files).map(([file, text]) => [`infra/${file}`, text]));
  const project = await read(folderOf({ ...all, 'infra/template.yaml': template(code, handler) })).catch(
    () => undefined,
  );
  const [fn] = project?.kind === 'cloudformation' ? project.functions : [];
  return fn && `${fn.handler.file.replace('infra/', '')} ${fn.handler.export}`;
}

describe('the source of an archive or bundle that is not there', () => {
  it.each([
    [
      'beside the output folder',
      'jobs/dist/jobs.zip',
      'index.handler',
      { 'jobs/src/index.ts': CODE },
      'jobs/src/index.ts handler',
    ],
    [
      'in a folder called like it',
      'build/send-mail.zip',
      'index.handler',
      { 'app/sendMail/index.ts': CODE, 'app/other/index.ts': CODE },
      'app/sendMail/index.ts handler',
    ],
    [
      'in a module called like it',
      'build/send-mail.zip',
      'index.handler',
      { 'app/sendMail.ts': CODE, 'app/other.ts': CODE },
      'app/sendMail.ts handler',
    ],
    [
      'in a module called like the bundle',
      'dist',
      'getUser.handler',
      { 'host/lambda/getUser.ts': CODE, 'host/lambda/putUser.ts': CODE },
      'host/lambda/getUser.ts handler',
    ],
    [
      'by an export of its own name',
      'fleet/fleet.zip',
      'index.scaleDown',
      {
        'fleet/src/all.ts': 'export const scaleDown = async () => 1;\n',
        'fleet/src/use.ts': "import { scaleDown } from './all';\nscaleDown();\n",
      },
      'fleet/src/all.ts scaleDown',
    ],
    [
      'not when two modules are called like it',
      'build/mail.zip',
      'index.handler',
      { 'a/mail.ts': CODE, 'b/mail.ts': CODE },
      undefined,
    ],
    ['not in a module of another name', 'build/mail.zip', 'index.handler', { 'app/orders/index.ts': CODE }, undefined],
    ['not in a module without the export', 'build/mail.zip', 'index.run', { 'app/mail.ts': CODE }, undefined],
    [
      'not among the tests',
      'build/mail.zip',
      'index.handler',
      { 'test/mail.ts': CODE, 'app/mail.test.ts': CODE },
      undefined,
    ],
  ])('%s', async (_what, code, handler, files, expected) => {
    expect(await found(code, handler, files as unknown as { [file: string]: string })).toBe(expected);
  });
});
