import { yamlScalar } from './yaml_scalar.js';

/** The key of an input by which only those rows of the orders are read that return something: those with an amount, and if they have a time of their own, with one above 0, because 0 has no time. */
export function returningRows(amount: string, own: string | undefined): string {
  const name = `"${amount.replaceAll('"', '""')}"`;
  return own === undefined
    ? `filled: [${yamlScalar(amount)}]`
    : `query: ${yamlScalar(`SELECT * FROM files WHERE regexp_matches(${name}, '[1-9]')`)}`;
}
