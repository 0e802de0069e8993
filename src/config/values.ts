import { z } from './zod.js';

// The `error` of every schema says what is expected, in words that complete "expected ...".

/** The largest window that the schema allows, in days: with it, every time stays a safe integer of microseconds. */
export const longest_days = 100_000;

/** `a, b or c` */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A text that is not empty. */
export function text(error: string) {
  return z.string({ error }).min(1, { error });
}

/** One of these words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: either(words) });
}

/** True or false. */
export function flag() {
  return z.boolean({ error: 'true or false' });
}

/** A number of days above 0. */
export function days() {
  const error = `a number of days above 0 (at most ${longest_days})`;
  return z.number({ error }).gt(0, { error }).max(longest_days, { error });
}

/** A number from 0 to 1. */
export function share() {
  const error = 'a number from 0 to 1';
  return z.number({ error }).min(0, { error }).max(1, { error });
}

/** A number of days, 0 or more. */
export function daysFrom0() {
  const error = `a number of days from 0 to ${longest_days}`;
  return z.number({ error }).min(0, { error }).max(longest_days, { error });
}

/** The smallest weight above 0, and the largest: products and sums of such weights stay finite. */
const weightRange = { smallest: 1e-6, largest: 1e6 } as const;

/** A relative weight; 0 means no weight. */
export function weight() {
  const error = `0, or a number from ${weightRange.smallest} to ${weightRange.largest}`;
  const isWeight = (value: number) =>
    value === 0 || (value >= weightRange.smallest && value <= weightRange.largest);
  return z
    .number({ error })
    .min(0, { error })
    .max(weightRange.largest, { error })
    .refine(isWeight, { error });
}

/** An integer that is not below the minimum. */
export function wholeAtLeast(minimum: number) {
  const error = `an integer of at least ${minimum}`;
  return z.int({ error }).min(minimum, { error });
}

/** A list with at least one item. */
export function listOf<T extends z.ZodType>(item: T, error: string) {
  return z.array(item, { error }).min(1, { error });
}

/** A map with arbitrary keys. */
export function mapOf<T extends z.ZodType>(value: T, error: string) {
  return z.record(z.string(), value, { error });
}

/** A map with these keys and no others. */
export function keys<T extends z.ZodRawShape>(
  shape: T,
  error = `a map with the keys ${either(Object.keys(shape))}`,
) {
  return z.strictObject(shape, { error });
}

/** Text exactly as in the file; to editors it may look like a number or a flag. */
export function anyText() {
  return z.string({ error: 'a text' }).meta({ type: ['string', 'number', 'boolean'] });
}

/** A text or a list of texts, each exactly as in the file. */
export function texts() {
  const error = 'a value or a list of values';
  return z.union([anyText(), listOf(anyText(), error)], { error });
}

/** A kind of activity, or a list of kinds. */
export function kinds() {
  const error = 'a kind of activity or a list of kinds';
  return z.union([text(error), listOf(text(error), error)], { error });
}
