import type { Cursor } from './json_cursor.js';
import type { Json } from './json_value.js';

/** About how much text is parsed at once: the result is short-lived, so that memory need not be cleared. */
const runCharacters = 1 << 16;

/** After this many wrong guesses, guessing costs more than it saves. */
const mostWrong = 8;

/**
 * Reads many records of a list at once, without examining each character. The separator between two records, such as `},\n {"id"`,
 * is learned from the first two, and the text up to the last separator ahead is parsed as a list of its own. Read from the left, JSON
 * has only one meaning: text that parses consists of whole records, and if the separator was inside a record, it does not parse.
 */
export class RecordRuns {
  private closing = '';
  private between = '';
  private wrong = 0;
  private looked = 0;

  /** Remembers how records are written and what separates them. */
  learn(record: string, comma: string): void {
    if (this.between !== '' || comma === '') return;
    const opening = /^\{\s*"(?:[^"\\]|\\.)*"/.exec(record)?.[0];
    const closing = /\s*\}$/.exec(record)?.[0];
    if (opening === undefined || closing === undefined) return;
    this.closing = closing;
    this.between = `${closing}${comma}${opening}`;
  }

  /** The records ahead; null if none are found this way. */
  next(text: Cursor): readonly Json[] | null {
    if (this.between === '' || this.wrong > mostWrong || text.place() < this.looked) return null;
    const ahead = text.ahead(runCharacters);
    const end = ahead.lastIndexOf(this.between);
    const records = end < 0 ? null : listOf(ahead.slice(0, end + this.closing.length));
    if (records === null) {
      this.looked = text.place() + ahead.length;
      if (end >= 0) this.wrong += 1;
    } else text.pass(end + this.closing.length);
    return records;
  }
}

function listOf(records: string): readonly Json[] | null {
  return (parsedOrUndefined(`[${records}]`) as readonly Json[] | undefined) ?? null;
}

/** Documents with one line each: if a line parses, it is the document. */
export class JsonLines {
  private wrong = 0;

  /** The document in the line ahead; undefined if it is not known to be one. */
  next(text: Cursor): Json | undefined {
    const line = this.wrong > mostWrong ? null : text.line();
    if (line === null) return undefined;
    const document = parsedOrUndefined(line);
    if (document === undefined) this.wrong += 1;
    else text.pass(line.length);
    return document;
  }
}

function parsedOrUndefined(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
