/** A text literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A quoted identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The name of a canonical column as it stands in the source. */
export function rawName(canonical: string): string {
  return `raw_${canonical}`;
}
