import { createReadStream, createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { identifier, literal } from './text.js';

/**
 * Text that some spreadsheet program takes for a formula: its first character that is not a blank, mark or quote is an operator, including
 * full-width and small ones; or it begins with a character that ends a cell.
 */
export const formulaPattern = String.raw`^([\t\r\n\x{0B}\x{0C}]|[\p{Z}\p{Cc}\p{Cf}]*[=+@＝＋＠﹢﹦﹫\x{FF0D}\x{FE63}\x{2212}-])`;

/** A column as CSV text: six decimals for fractions, from the shortest decimal that represents the number (the binary digits of a large one would print noise); for spreadsheets an apostrophe before text that may run as a formula, and text that would turn into a number or a date (0021, 19 digits, 3/4) as ="0021". */
export function csvColumn(name: string, type: string, reader: 'tools' | 'spreadsheets'): string {
  const column = identifier(name);
  if (type === 'DOUBLE')
    return `CAST(CAST(CAST(${column} AS VARCHAR) AS DECIMAL(38, 6)) AS VARCHAR) AS ${column}`;
  if (type !== 'VARCHAR' || reader === 'tools') return column;
  return `CASE WHEN ${turnsInSpreadsheets(column)} THEN '="' || ${column} || '"' WHEN regexp_matches(${column}, ${literal(formulaPattern)}) THEN '''' || ${column} ELSE ${column} END AS ${column}`;
}

/** Whether a spreadsheet program would read a text as something else: digits with number and time signs, month names, TRUE. Days such as 2026-11-09 may be read as days. */
function turnsInSpreadsheets(column: string): string {
  const figures = '[\\d\\s.,:/%()+eE$€£¥年月日时分秒-]*';
  const months = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
  const month = `\\d{0,4}[\\s./-]?${months}[\\s./-]?\\d{0,4}`;
  return `(regexp_full_match(${column}, '${figures}\\d${figures}|(?i:true|false)|(?i:${month})')
    AND regexp_matches(${column}, '\\d|^(?i:true|false)$') AND NOT regexp_matches(${column}, '^\\d{4}-\\d\\d-\\d\\d([T ]|$)'))`;
}

/** Writes a byte order mark at the start of a file. */
export async function prependMark(path: string): Promise<void> {
  const bare = `${path}.bare`;
  renameSync(path, bare);
  writeFileSync(path, '\uFEFF');
  await pipeline(createReadStream(bare), createWriteStream(path, { flags: 'a' }));
  rmSync(bare);
}
