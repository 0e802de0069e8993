import { suggestion } from '../config/suggestion.js';
import { usageError } from '../contract/errors.js';

/** What a program may pass in as one option. */
type Kind = 'text' | 'texts' | 'number' | 'switch' | 'function' | 'signal';

/** The kind of a type of TypeScript. */
type KindOf<T> = [T] extends [boolean]
  ? 'switch'
  : [T] extends [number]
    ? 'number'
    : [T] extends [string]
      ? 'text'
      : [T] extends [readonly string[]]
        ? 'texts'
        : [T] extends [AbortSignal]
          ? 'signal'
          : 'function';

/** The kind of every option that a type has: one that lacks here, or has another kind, does not compile. */
export type KindsOf<Options> = { readonly [Name in keyof Options]-?: KindOf<NonNullable<Options[Name]>> };

const wanted: Readonly<Record<Kind, string>> = {
  text: 'a text',
  texts: "a list of texts, such as ['linear', 'last_touch']",
  number: 'a number',
  switch: 'true or false',
  function: 'a function',
  signal: 'an AbortSignal',
};

/** Refuses options that a function of the library does not take, and values of another kind: programs without types pass in anything, and what is not read would be ignored in silence. */
export function refuseOptions(
  call: string,
  given: unknown,
  kinds: Readonly<Record<string, Kind>>,
  required: readonly string[] = [],
): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw usageError(`${call}: found ${said(given)}, expected an object.`, `It takes: ${listed(kinds)}.`);
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined)
      throw usageError(
        `${call}: there is no option "${name}".`,
        suggestion(name, Object.keys(kinds)) ?? `It takes: ${listed(kinds)}.`,
      );
    if (value !== undefined && !isOf(kind, value))
      throw usageError(
        `${call}: the option ${name} is ${said(value)}, expected ${wanted[kind]}.`,
        'Leave it out for its default.',
      );
  }
  const present = new Map(Object.entries(given));
  const missing = required.find((name) => present.get(name) === undefined);
  if (missing !== undefined)
    throw usageError(`${call}: the option ${missing} is missing.`, `It takes: ${listed(kinds)}.`);
}

/** Refuses an argument of a function of the library that is no text: a number loses the digits of long ids. */
export function refuseNoText(call: string, what: string, given: unknown): void {
  if (typeof given !== 'string')
    throw usageError(
      `${call}: ${what} is ${said(given)}, expected a text.`,
      'Every id is a text: put it in quotes.',
    );
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'text') return typeof value === 'string';
  if (kind === 'number') return typeof value === 'number';
  if (kind === 'switch') return typeof value === 'boolean';
  if (kind === 'function') return typeof value === 'function';
  if (kind === 'signal') return isSignal(value);
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** A signal of any realm: that of a browser's test environment is no instance of ours. */
function isSignal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

function said(value: unknown): string {
  if (typeof value === 'string') return `the text "${value.slice(0, 60)}"`;
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : `a value of the type ${typeof value}`;
}

function listed(kinds: Readonly<Record<string, Kind>>): string {
  return Object.keys(kinds).join(', ');
}
