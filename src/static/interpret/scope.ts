import type { ts } from '../parse/ast.js';
import type { ParsedFile } from '../parse/parse-source.js';
import type { Binding, Frame } from './frame.js';
import type { FunctionValue, ObjectValue, Value } from './value.js';

/** What a function body knows besides its variables. Arrows copy `thisValue`, `home`, `args` and `newTarget` of where they stand. */
export interface Activation {
  thisValue: Value;
  args: Value[];
  returns: Value[];
  yields: { value: Value; frame: Frame }[];
  frame: Frame;
  /** Object whose prototype `super` looks in. */
  home?: ObjectValue;
  newTarget?: Value;
  function?: FunctionValue;
}

/** One module of the project. */
export interface ModuleRecord {
  file: string;
  parsed: ParsedFile;
  scope: Scope;
  /** `module` of CommonJS: its field `exports` is what `require` returns. */
  moduleObject: ObjectValue;
  status: 'new' | 'running' | 'done';
}

/** One lexical scope. */
export class Scope {
  readonly vars = new Map<string, Binding>();

  constructor(
    readonly id: number,
    readonly parent: Scope | undefined,
    readonly activation: Activation,
    readonly module: ModuleRecord,
  ) {}

  lookup(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found = scope.vars.get(name);
      if (found) return found;
    }
    return undefined;
  }
}

/** The front end's payload in `FunctionValue.code`. */
export interface Code {
  node: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration | ts.ClassStaticBlockDeclaration;
  scope: Scope;
  arrow: boolean;
  /** Home object of a method, for `super`. */
  home?: ObjectValue;
  /** Set for classes. */
  heritage?: Value;
  isClass?: boolean;
}

export const codeOf = (value: FunctionValue): Code => value.code as Code;
