import type { Capabilities } from './capabilities.js';
import type { Clock } from './clock.js';
import type { ImportEvent } from './events.js';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A text file to read. */
export interface Input {
  /** its name as the user knows it, for messages */
  readonly name: string;
  /** its path within the folder or archive it came in, with slashes */
  readonly path: string;
  /** the name of the file, folder or archive that was given */
  readonly given: string;
  /** the beginning of its text, at most 256 kB */
  readonly head: string;
  /** whether `head` is the whole text */
  readonly is_whole: boolean;
  /** its text from the beginning, without a byte order mark; can be read repeatedly */
  readonly chunks: () => Iterable<string>;
  /** if a few of its lines have bytes that are not UTF-8: how many, and the text with U+FFFD in their place, which `chunks` refuses */
  readonly damaged?: { readonly lines: number; readonly chunks: () => Iterable<string> } | null;
  /** the files in the same folder or archive, including itself */
  readonly siblings: () => readonly Input[];
}

/** What the user said on the command line, and what else an importer needs to know. */
export interface ImportContext {
  readonly date_order: DateOrder | null;
  /** the group given with --group */
  readonly group: string | null;
  /** the person given with --me */
  readonly me: string | null;
  /** A clock for the wall times of one file; throws a question to the user if no zone was given. */
  readonly clock: (input: Input) => Clock;
  /** what the files of one import share, such as the users of a workspace; by importer */
  readonly shared: Map<string, unknown>;
}

/** How to read one format. Pure: text in, events out. */
export interface Importer {
  readonly name: string;
  /** the chat platform it comes from */
  readonly platform: string;
  readonly summary: string;
  readonly capabilities: Capabilities;
  /** Whether a file is in this format, judging by its beginning. */
  readonly recognise: (input: Input) => boolean;
  readonly read: (input: Input, context: ImportContext) => Iterable<ImportEvent>;
  /** when the export was made, if it says so: of two versions of a record, the one in the newest export is right */
  readonly exported_us?: (input: Input) => number | null;
}
