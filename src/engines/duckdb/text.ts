import { inputError } from '../../contract/errors.js';

/** A text literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The path of one file for DuckDB's readers, which treat every path as a pattern. */
export function pathLiteral(path: string): string {
  return literal(pathPattern(path));
}

/** The pattern that matches this path alone. */
export function pathPattern(path: string): string {
  if (!/[*?[]/.test(path)) return path;
  if (path.includes('\\'))
    throw inputError(
      `"${path}": a name that contains a backslash and one of * ? [ cannot be read.`,
      'Rename the file or the folder.',
    );
  return path.replace(/[*?[]/g, '[$&]');
}

/** A quoted identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The name of a canonical column as it appears in the source. */
export function rawName(canonical: string): string {
  return `raw_${canonical}`;
}
