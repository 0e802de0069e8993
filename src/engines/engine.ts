import type { Readings } from '../sources/column_readings.js';
import type { Elsewhere } from '../sources/files.js';
import type { FileFormat } from '../sources/format.js';
import type { LoadPlan } from '../sources/plan.js';
import type { WhereWords } from '../sources/where_words.js';
import type { Arrays } from './arrays.js';
import type { Column } from './duckdb/columns.js';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** A rejected row of an input: where it is, what was found and what was expected. */
export interface Reject {
  readonly table_name: string;
  readonly file: string;
  /** line of a text file (from 1), otherwise row; null when unknown */
  readonly line: number | null;
  readonly column: string;
  readonly found: string;
  readonly expected: string;
  readonly reason: string;
}

/** Why a row is left out without being an error: it has no value, it repeats the header, it sums the rows above it, a program wrote it below them, or it is below the line that the configuration calls the end. */
export type SkipRule = 'blank' | 'repeated header' | 'total row' | 'footer' | 'below until';

/** Rows of a file that a rule leaves out. */
export interface Skipped {
  readonly rule: SkipRule;
  readonly file: string;
  readonly count: number;
  /** line of the first, as in a reject; null when unknown */
  readonly first_line: number | null;
}

/** Values of a file with line breaks that seem to contain whole rows: the first of them, and the number of rows in all of them. */
export interface RowsInside {
  readonly file: string;
  readonly first_line: number;
  readonly last_line: number;
  readonly rows: number;
}

/** What came in from one canonical table: every record of its files is accepted, rejected or skipped. */
export interface Loaded {
  /** rows read, including rejected ones, but not rows left out by `where` or by a rule */
  readonly rows: number;
  readonly rejected: number;
  readonly skipped: readonly Skipped[];
  readonly rows_inside: readonly RowsInside[];
  /** rows left out by `where`, and the words that decided it; 0 and none if it was not counted */
  readonly left_out: number;
  readonly where_words: readonly WhereWords[];
  /** the first rejects, at most `rejectLimit` */
  readonly rejects: readonly Reject[];
  readonly first_ts_us: number | null;
  readonly last_ts_us: number | null;
  /** order-independent hash of the canonical rows */
  readonly hash: string;
  /** wall times that exist twice (end of daylight saving); the earlier one is taken */
  readonly ambiguous: number;
  /** activities: rows that can be accepted and have no id */
  readonly unnamed: number;
  /** how columns whose values have more than one reading were read */
  readonly readings: Readings;
  /** column -> how many ids had surrounding white space or marks removed, or were written in full width */
  readonly cleaned_ids: Readonly<Record<string, number>>;
  /** words in id columns that stand for nobody */
  readonly no_ids: readonly NoId[];
}

/** A word such as NULL in an id column, and how many rows hold it. */
export interface NoId {
  readonly column: string;
  readonly word: string;
  readonly rows: number;
}

export const rejectLimit = 1000;

/** Rows to publish: a SELECT in its final order, and a SELECT of (no, label) for each of its columns that holds numbers instead of texts. */
export interface Publication {
  readonly select: string;
  /** the numbers are 1 to n without gaps; texts are substituted after the sort, which then moves half as many bytes */
  readonly labels: Readonly<Record<string, string>>;
  /** whether it calls functions over arrays, which answer one thread at a time: others would wait, and keep what they have read */
  readonly calls_arrays?: true;
}

/** Which engine, and what only a cluster needs to know. */
export interface EngineChoice {
  readonly kind: 'duckdb' | 'spark';
  readonly master: string | null;
  readonly conf: Readonly<Record<string, string>>;
  readonly warehouse: string | null;
}

/** What an engine is opened with. */
export interface EngineOptions {
  /** folder of this run on this machine: spilling, copies, results in transit; emptied by the caller */
  readonly scratch: string;
  /** folder that survives a failed run; the engine creates it if it keeps stages there */
  readonly stages: string;
  /** use: finished stages of the same inputs and configuration are not made again */
  readonly finished: 'use' | 'drop';
  readonly memory: string;
  readonly threads: number | null;
}

/** Where SQL runs. Tables are named, made once from one SELECT, and read by later stages. */
export interface Engine extends Elsewhere {
  readonly name: string;
  readonly version: string;
  /** Reads one input into the table `in_<table>`. */
  load(plan: LoadPlan): Promise<Loaded>;
  /** Creates the empty table `in_<table>` for an input that was not given. */
  loadNothing(plan: Pick<LoadPlan, 'table'>): Promise<void>;
  /** Physical type by column of a Parquet file; VARCHAR for every key of a JSON file. */
  describe(path: string, format: Pick<FileFormat, 'format' | 'layout'>): Promise<Record<string, string>>;
  /** Announces which zone and moments the days will mostly be asked for: an engine with a slow calendar can then look them up without it. */
  readonly expectDays?: (zone: string, from_us: number, to_us: number) => Promise<void>;
  /** Makes the table `name` and returns its row count. */
  make(name: string, select: string): Promise<number>;
  /** Makes the view `name`: nothing is computed until it is read. */
  view(name: string, select: string): Promise<void>;
  /** Makes the view `name` of a Parquet file that an earlier run published. */
  open(name: string, path: string): Promise<void>;
  /** Makes a table from plain rows; `columns` gives name -> SQL type. */
  put(name: string, columns: Readonly<Record<string, string>>, rows: Iterable<Row>): Promise<void>;
  /** Reads a small result; BIGINT and DECIMAL are returned as numbers if exact, otherwise as text. */
  rows(select: string): Promise<Row[]>;
  /** Reads a large result of DOUBLE and INTEGER[] columns as typed arrays: only if the engine runs in this process. */
  readonly columns?: (select: string) => Promise<Column[]>;
  /** Tables in typed arrays: only if the engine runs in this process. */
  readonly arrays?: Arrays;
  /** Writes rows as one Parquet file, byte for byte the same whatever the number of threads, and returns how many there are. */
  publishParquet(rows: Publication, path: string): Promise<number>;
  /** Writes rows as one CSV file, numbers with six decimals. For spreadsheets: with a byte order mark, no text that would run as a formula, and text that looks like a number as ="0021". */
  publishCsv(rows: Publication, path: string, reader: 'tools' | 'spreadsheets'): Promise<void>;
  /** Share of the running query that is done, 0 to 1, or null. */
  progress(): number | null;
  interrupt(): void;
  /** Removes the stages that survive a run: called when everything has been written. */
  dropStages(): Promise<void>;
  close(): void;
}
