/**
 * What a package does with AWS, as data. A summary only lists what makes or hides calls; everything else of the package is harmless.
 *
 * A `Selector` names values: `$0` an argument, `@name` a bound value, `#self` the value itself; then `.member` steps, `.*` for all values
 * and `.#` for all keys of an object, `.[]` for the items of a list only, `.@name` for the member (or the path of members) a bound text
 * names, `.@0` an argument names, `.()` for what a function returns; `#env` is the environment; `=text` is a literal;
 * `a | b` takes the first that is there, `a + b` joins texts, without those that are not there.
 */
export type Selector = string;

export interface Library {
  /** Specifiers; one that ends in `/*` stands for everything below it. */
  packages: readonly string[];
  /** Where the behaviour is documented or can be read. */
  source: string;
  exports: Shapes;
}

export interface Shapes {
  readonly [name: string]: Shape;
}

/** A value of the package: what happens when it is used. */
export interface Shape {
  call?: Effect;
  construct?: Effect;
  members?: Shapes;
  /** Members that are plain values, for selectors and for code that reads them. */
  exposes?: { readonly [member: string]: Selector };
  /** Every other member is a method that returns the value itself, as builders have it. */
  chains?: boolean;
  /** What happens when the value is given to code that is not analysed, which may use it in every way. */
  givenAway?: Effect;
  /** Every other member, with its name as `@member` (`entity.query.byOwner`). */
  anyMember?: Shape;
}

export interface Effect {
  /** Names values for the selectors of what is returned. */
  bind?: { readonly [name: string]: Selector };
  calls?: readonly Call[];
  /** A function that is called with the arguments of this call, or with `invokesWith`; its result is the result unless `returns` says otherwise. */
  invokes?: Selector;
  invokesWith?: readonly Selector[];
  /** Functions among these are run besides. */
  runs?: readonly Selector[];
  /** The result is a list of what would be the result. */
  lists?: boolean;
  /** A class that is constructed with `#self`: `entity.build(GetItemCommand)`. */
  builds?: Selector;
  /** Says in the ledger that something cannot be told. */
  reports?: { readonly reason: string; readonly advice: string; readonly when?: Selector };
  /** True when functions among the arguments are not run by this call (they run later, by `invokes`). */
  keepsFunctions?: boolean;
  /** Values or a new value; unknown when absent. */
  returns?: Selector | Shape;
}

/** A request the package makes. */
export interface Call {
  client: string;
  operation: string;
  input: { readonly [member: string]: InputPart };
  /** One request for each of these; `@item` is its value, `@key` its key. */
  each?: Selector;
  /** Only items whose text ends so (`true`) or does not (`false`); a text whose end is not known does not. */
  itemEnds?: { readonly text: string; readonly is: boolean };
  /** Only when this is there and not `false`. */
  when?: Selector;
  /** Only when this is not there, or is `false`. */
  unless?: Selector;
  /** Only when at least one of these is not the constant `false`. */
  unlessAllFalse?: readonly Selector[];
  /** The client or client options that the request is made with. */
  config?: Selector;
  /** When this is there, the request is made with another role's credentials. */
  asOther?: Selector;
  /** Charged where the value was made (`ssm({ … })`) instead of where it is used. */
  atCreation?: boolean;
}

/** How a member of an input is made. */
export type InputPart =
  | Selector
  | { readonly const: string | number | boolean }
  /** Not known, and why. */
  | { readonly unknown: string }
  /** A list of the selected values. */
  | { readonly list: Selector }
  | { readonly items: readonly InputPart[] }
  /** An object whose keys are the selected texts. */
  | { readonly keyedBy: Selector }
  | { readonly members: { readonly [member: string]: InputPart } };
