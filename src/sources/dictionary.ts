/** Entries without a prototype: in a plain object, a column named `constructor` or `toString` would always seem to exist. */
export function dictionary(entries: Iterable<readonly [string, string]> = []): Record<string, string> {
  const empty: Record<string, string> = Object.create(null);
  for (const [key, value] of entries) empty[key] = value;
  return empty;
}
