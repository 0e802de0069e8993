import { inputError } from '../../contract/errors.js';

/** A text literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The path of one file for DuckDB's readers, which take every path for a pattern. */
export function pathLiteral(path: string): string {
  return literal(pathPattern(path));
}

/** The pattern that this path alone fits. */
export function pathPattern(path: string): string {
  if (!/[*?[]/.test(path)) return path;
  if (path.includes('\\'))
    throw inputError(
      `"${path}": a name that holds a backslash and one of * ? [ cannot be read.`,
      'Rename the file or the folder.',
    );
  return path.replace(/[*?[]/g, '[$&]');
}

/** A quoted identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The name of a canonical column as it stands in the source. */
export function rawName(canonical: string): string {
  return `raw_${canonical}`;
}
