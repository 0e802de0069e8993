/** What must hold whatever the input: the judge of every case. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const endings = new Set([0, 2, 3]);

/** What is wrong with how a case ended; an empty list if nothing is. */
export function complaints(made, ended, folder, before) {
  const said = `${ended.stdout}\n${ended.stderr}`;
  const found = [];
  if (!endings.has(ended.code)) found.push(`exit code ${ended.code}`);
  if (/This is a bug|\n {4}at |undefined|\bNaN\b.*hint/.test(ended.stderr))
    found.push('stack trace or undefined');
  if (ended.code !== 0 && !/hint: ./.test(said) && made.kind !== 'check')
    found.push('an error without a hint');
  if (ended.code !== 0 && left(folder, before).length > 0) found.push(`left behind: ${left(folder, before)}`);
  if (ended.code === 0 && made.kind === 'run' && !/difference 0\b/.test(ended.stdout))
    found.push('no difference 0');
  if (ended.code === 0 && ended.inputs !== undefined) found.push(...lostRows(made, ended.inputs, folder));
  return found;
}

function left(folder, before) {
  return readdirSync(folder).filter((name) => !before.includes(name));
}

/** Inputs whose lines do not equal the rows that were accepted, rejected and skipped; rows inside a quoted field count as one or separately. */
function lostRows(made, inputs, folder) {
  return Object.entries(made.files).flatMap(([table, { path, format, above }]) => {
    const lines = linesOf(join(folder, path), format, above);
    const read = inputs[table];
    if (lines === null || read === undefined) return [];
    return lines.least <= read && read <= lines.most
      ? []
      : [`${path}: ${lines.least} lines hold rows, ${read} were accepted, rejected or skipped`];
  });
}

/** How many records there are below the header, at least and at most; null if they cannot be counted simply. `above` lines precede it. */
function linesOf(path, format, above) {
  if (format !== 'csv' && format !== 'csv.gz') return null;
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  let plain = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) plain = gunzipSync(bytes);
  if (plain.includes(0)) return null;
  const text = plain.toString('latin1').replace(new RegExp(`^(?:.*(?:\\r\\n|\\n|\\r)){${above}}`), '');
  const rowsIn = (written, isRow) => written.split(/\r\n|\n|\r/).filter(isRow).length - 1;
  return {
    least: rowsIn(
      text.replace(closedQuotes, (field) => field.replaceAll(/[\r\n]/g, ' ')),
      (line) => line.replaceAll('"', '').trim() !== '',
    ),
    // a line of blanks or empty quotes is a row without any value, which is left out, and counted unless the file had to be copied
    most: rowsIn(text, (line) => line !== ''),
  };
}

/** A quoted field from its opening to its closing quote: a line break inside belongs to the field. */
const closedQuotes = /(?<=^|[,;\t|\r\n])"(?:[^"]|"")*"(?=$|[,;\t|\r\n])/g;
