import ts from 'typescript';

/** The part of aws-cdk-lib that the output uses, with its real types: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.PolicyStatementProps.html */
const STUB = `
interface Array<T> { length: number; [index: number]: T } interface String {} interface Object {} interface Number {} interface Boolean {}
interface Function {} interface CallableFunction {} interface NewableFunction {} interface IArguments {} interface RegExp {}
declare module 'aws-cdk-lib' {
  export class Aws {
    static readonly ACCOUNT_ID: string; static readonly PARTITION: string; static readonly REGION: string;
    static readonly URL_SUFFIX: string; static readonly STACK_NAME: string; static readonly STACK_ID: string;
  }
  export class Fn { static select(index: number, array: string[]): string; static split(delimiter: string, source: string): string[]; }
}
declare module 'aws-cdk-lib/aws-iam' {
  export enum Effect { ALLOW = 'Allow', DENY = 'Deny' }
  export interface PolicyStatementProps {
    readonly sid?: string; readonly effect?: Effect; readonly actions?: string[]; readonly resources?: string[];
    readonly conditions?: { [key: string]: any };
  }
  export class PolicyStatement { constructor(props?: PolicyStatementProps); }
}
`;

/** Complaints of the compiler about a module, in strict mode. */
export function diagnostics(code: string): string[] {
  const files: { [name: string]: string } = { '/out.ts': code, '/cdk.d.ts': STUB };
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noLib: true,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version) =>
    files[name] === undefined
      ? getSourceFile.call(host, name, version)
      : ts.createSourceFile(name, files[name], version);
  host.fileExists = (name) => name in files || fileExists(name);
  host.readFile = (name) => files[name] ?? readFile(name);
  const program = ts.createProgram(Object.keys(files), options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

interface Props {
  sid: string;
  effect?: string;
  actions: string[];
  resources: string[];
  conditions?: object;
}

/** Runs the module with stand-ins for aws-cdk-lib and returns what each exported function makes. */
export function evaluate(code: string, references: { [name: string]: string }): { [name: string]: unknown[] } {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  class PolicyStatement {
    constructor(private readonly props: Props) {}
    toJSON() {
      const { sid, effect = 'Allow', actions, resources, conditions } = this.props;
      return {
        Sid: sid,
        Effect: effect,
        Action: actions,
        Resource: resources,
        ...(conditions && { Condition: conditions }),
      };
    }
  }
  const modules: { [name: string]: object } = {
    'aws-cdk-lib': {
      Fn: {
        select: (index: number, items: string[]) => items[index],
        split: (delimiter: string, source: string) => source.split(delimiter),
      },
      Aws: { PARTITION: 'aws', REGION: 'eu-west-1', ACCOUNT_ID: '111122223333', URL_SUFFIX: 'amazonaws.com' },
    },
    'aws-cdk-lib/aws-iam': { PolicyStatement, Effect: { DENY: 'Deny' } },
  };
  const exported: { [name: string]: (references: object) => unknown } = {};
  new Function('require', 'exports', outputText)((name: string) => modules[name], exported);
  return JSON.parse(
    JSON.stringify(Object.fromEntries(Object.entries(exported).map(([name, make]) => [name, make(references)]))),
  );
}
