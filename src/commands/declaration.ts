/**
 * How a command declares itself: one value with its name, its arguments, its options and what it does. The command line,
 * the help, docs/commands.md and shell completion are generated from it, and so are the types passed to `run`.
 */

/** One option, by the name of its value in the code: `asOf` is written `--as-of`. */
export interface OptionDeclaration {
  readonly summary: string;
  /** what stands for the value in the help, such as `<week>` or `<pairs...>`; none for a switch */
  readonly value?: string;
  readonly default?: string;
  readonly required?: true;
  /** the values it can have, if they are a closed list: offered by shell completion */
  readonly choices?: readonly string[];
}

export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

/** One argument: `<file>` must be given, `[folder]` may be, `<files...>` are one or more. */
export interface ArgumentDeclaration {
  readonly value: string;
  readonly summary: string;
  readonly default?: string;
}

type ValueOf<O extends OptionDeclaration> = O extends { readonly value: `${string}...>` }
  ? readonly string[]
  : O extends { readonly value: string }
    ? string
    : true;

type Given<Os extends OptionDeclarations> = {
  [K in keyof Os]: Os[K] extends { readonly default: string } | { readonly required: true } ? K : never;
}[keyof Os];

/** The options of a command as typed: those with a default or required are always there. */
export type OptionsOf<Os extends OptionDeclarations> = {
  readonly [K in Given<Os>]: ValueOf<Os[K]>;
} & {
  readonly [K in Exclude<keyof Os, Given<Os>>]?: ValueOf<Os[K]>;
};

/** The arguments of a command in order. */
export type ArgumentsOf<As extends readonly ArgumentDeclaration[]> = {
  readonly [K in keyof As]: As[K] extends { readonly value: `<${string}...>` }
    ? readonly string[]
    : As[K] extends { readonly default: string } | { readonly value: `<${string}` }
      ? string
      : string | undefined;
};

/** What the command line passes for one argument. */
export type GivenArgument = string | readonly string[] | undefined;

/** A command whose types were checked where it is declared. */
export interface CommandDeclaration {
  /** the words that invoke it, such as `lift read` */
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly ArgumentDeclaration[];
  readonly options: OptionDeclarations;
  readonly run: (args: readonly GivenArgument[], options: object) => Promise<void>;
}

interface TypedDeclaration<As extends readonly ArgumentDeclaration[], Os extends OptionDeclarations> {
  readonly name: string;
  readonly summary: string;
  readonly arguments: As;
  readonly options: Os;
  readonly run: (args: ArgumentsOf<As>, options: OptionsOf<Os>) => Promise<void>;
}

/** Declares a command: what `run` may use follows from the arguments and options. */
export function declareCommand<
  const As extends readonly ArgumentDeclaration[],
  const Os extends OptionDeclarations,
>(declaration: TypedDeclaration<As, Os>): CommandDeclaration {
  const { run } = declaration;
  return { ...declaration, run: (args, options) => run(args as ArgumentsOf<As>, options as OptionsOf<Os>) };
}

/** Passes options on to something that takes these and no others: a renamed option does not compile. */
export function only<Taken extends object>() {
  return <Given extends Taken>(
    given: Given & { readonly [Name in Exclude<keyof Given, keyof Taken>]: never },
  ): Taken => given;
}

/** How an option is written: `asOf` with the value `<time>` is `--as-of <time>`. */
export function flagsOf(name: string, { value }: OptionDeclaration): string {
  const flag = flagOf(name);
  return value === undefined ? flag : `${flag} ${value}`;
}

/** The flag of an option: `--as-of`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
