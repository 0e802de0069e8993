import type { Cursor } from './json_cursor.js';
import type { Json } from './json_value.js';

/** About how much text is parsed at once: what is made of it is gone before memory has to be cleared. */
const runCharacters = 1 << 16;

/** Where so many guesses were wrong, guessing costs more than it saves. */
const mostWrong = 8;

/**
 * Records of a list, many at once and without a look at their signs one by one. What stands between two records, such as `},\n {"id"`,
 * is learned from the first two, and the text up to the last such place ahead is parsed as a list of its own. Read from the left, JSON
 * has one meaning only: what parses is made of whole records, and where the place lay within one, it does not parse.
 */
export class RecordRuns {
  private closing = '';
  private between = '';
  private wrong = 0;
  private looked = 0;

  /** Remembers how records are written and what stands between two. */
  learn(record: string, comma: string): void {
    if (this.between !== '' || comma === '') return;
    const opening = /^\{\s*"(?:[^"\\]|\\.)*"/.exec(record)?.[0];
    const closing = /\s*\}$/.exec(record)?.[0];
    if (opening === undefined || closing === undefined) return;
    this.closing = closing;
    this.between = `${closing}${comma}${opening}`;
  }

  /** The records ahead; null where none are found this way. */
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

/** Documents that fill a line each: where a line parses, it is the document. */
export class JsonLines {
  private wrong = 0;

  /** The document in the line ahead; undefined where it is not known to be one. */
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
