import { inputError } from '../contract/errors.js';

interface OtherKind {
  /** how its first bytes begin, read as Latin-1 without a byte order mark and blanks */
  readonly begins: RegExp;
  readonly is: string;
  readonly hint: string;
}

const saveAgain = 'Open it in a spreadsheet program and save it as .xlsx or CSV (UTF-8).';
const unpack = 'Unpack it, and name the files in it.';

/** Files that people take for tables, and what to do with them. */
const otherKinds: readonly OtherKind[] = [
  {
    begins: /^<(?:!doctype html|html|head|meta|style|body|table)\b/i,
    is: 'a web page (some systems export it under the ending .xls)',
    hint: saveAgain,
  },
  { begins: /^<\?xml[\s\S]*(?:Workbook|office:)/i, is: 'a workbook in XML', hint: saveAgain },
  { begins: /^<\?xml\b/i, is: 'an XML file', hint: 'Export it as CSV, JSON, Parquet or XLSX.' },
  { begins: /^%PDF-/, is: 'a PDF', hint: 'Export the table as CSV, JSON, Parquet or XLSX.' },
  { begins: /^(?:Rar!|7z\u00bc\u00af)/, is: 'an archive', hint: unpack },
  { begins: /^[\s\S]{257}ustar/, is: 'a tar archive', hint: unpack },
  {
    begins: /^SQLite format 3/,
    is: 'an SQLite database',
    hint: 'Name it under `database:`, with a `query:`; its name ends in .sqlite, .sqlite3 or .db.',
  },
];

/** Refuses a file of a known kind that holds no rows of text; `head` is its beginning, unpacked. */
export function refuseOtherKinds(head: Buffer, name: string): void {
  const bytes = head.toString('latin1', 0, 2048);
  const text = bytes.replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, '');
  const found = otherKinds.find(({ begins }) => begins.test(text) || begins.test(bytes));
  if (found !== undefined) throw inputError(`${name} is ${found.is}, not a table in text.`, found.hint);
}
