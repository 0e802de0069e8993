import type { Capabilities } from './capabilities.js';
import type { Clock } from './clock.js';
import type { ImportEvent } from './events.js';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A text file to read. */
export interface Input {
  /** as the user knows it, for messages */
  readonly name: string;
  /** its path below the folder or archive it came in, with slashes */
  readonly path: string;
  /** the name of the file, folder or archive that was given */
  readonly given: string;
  /** the beginning of its text, at most 256 kB of it */
  readonly head: string;
  /** whether `head` is the whole text */
  readonly is_whole: boolean;
  /** its text from the beginning, without a byte order mark, as often as it is asked for */
  readonly chunks: () => Iterable<string>;
  /** the files that came in the same folder or archive, itself included */
  readonly siblings: () => readonly Input[];
}

/** What the user said on the command line, and what an importer needs to know of the world. */
export interface ImportContext {
  readonly date_order: DateOrder | null;
  /** the group that --group names */
  readonly group: string | null;
  /** the person that --me names */
  readonly me: string | null;
  /** A clock for the wall times of one file; throws a question where no zone was named. */
  readonly clock: (input: Input) => Clock;
  /** what files of one import share, such as the users of a workspace; by importer */
  readonly shared: Map<string, unknown>;
}

/** How to read one format. Pure: text in, events out. */
export interface Importer {
  readonly name: string;
  /** the chat platform it comes from */
  readonly platform: string;
  readonly summary: string;
  readonly capabilities: Capabilities;
  /** Whether the beginning of a file is of this format. */
  readonly recognise: (input: Input) => boolean;
  readonly read: (input: Input, context: ImportContext) => Iterable<ImportEvent>;
  /** when the export was made, where it says so: of two versions of a record the newest export has the right one */
  readonly exported_us?: (input: Input) => number | null;
}
