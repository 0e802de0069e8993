import type { TableName } from '../contract/tables.js';
import type { DecimalMark, TimeFormat } from './formats.js';
import type { Transform } from './transforms.js';
import type { WeekStart } from './weekdays.js';

/** What to do if rows with the same conversion id differ. */
export type OnConflict = 'sum' | 'latest' | 'first' | 'error';

/** A column derived from another one, cell by cell. */
export interface DerivedColumn {
  readonly name: string;
  readonly column: string;
  readonly transforms: readonly Transform[];
}

/** How the rows and cells of a file are prepared before its columns are read. */
export interface RowReading {
  /** lines above the column names; CSV only */
  readonly skip_lines: number;
  /** the data ends before the first row whose first cell begins with this; null: at the end of the file */
  readonly until: string | null;
  /** transforms applied to every cell */
  readonly clean: readonly Transform[];
  readonly derived: readonly DerivedColumn[];
  /** the year of dates written without one */
  readonly year: number | null;
}

/** Where one canonical table comes from, and how its columns and values are named there. */
export interface InputConfig {
  readonly files: readonly string[];
  /** a SELECT over the rows of the files; its result is the input */
  readonly files_query: string | null;
  /** instead of files: where to find the URL of a database, and the query to run there */
  readonly from_database: { readonly database: string; readonly query: string } | null;
  /** canonical column -> source column; constant and derived columns have their own names */
  readonly columns: Readonly<Record<string, string>>;
  /** column -> its value in every row */
  readonly constants: Readonly<Record<string, string>>;
  readonly rows: RowReading;
  /** source (or canonical) column -> accepted texts */
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** columns (source or canonical) that must not be empty in a row */
  readonly filled: readonly string[];
  /** canonical column -> source value -> canonical value */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly timezone: string | null;
  readonly encoding: string | null;
  readonly parts: boolean;
  /** conversions only: what to do if rows with the same id differ; null: the newest by ingested_at, or refuse without it */
  readonly on_conflict: OnConflict | null;
  /** columns whose values together form the id of a conversion; empty: the column conversion_id */
  readonly key: readonly string[];
  /** conversions only: the states that landed; null: all */
  readonly landed_states: readonly string[] | null;
  /** what times made of digits only mean, or what comes first in dates with the year last: one format for all columns, or canonical column -> format; null: detected from the values */
  readonly time_format: TimeFormat | Readonly<Record<string, TimeFormat>> | null;
  /** the decimal separator; null: detected from the values */
  readonly decimal_mark: DecimalMark | null;
  /** sheet number or name; XLSX only */
  readonly sheet: number | string | null;
  /** memberships only: the files are dated lists of members; the column with the date, or `file name` */
  readonly roster: string | null;
  /** memberships only: what a list means that is much shorter than the previous one; null: the user is asked if it cannot be told */
  readonly short_lists: 'leaves' | 'skip' | null;
  /** tactic_groups only: a cell may name several groups */
  readonly list_cells: boolean;
  /** line of this input's key in the configuration file, starting at 1 */
  readonly line: number;
  /** further sources of the same table, each with its own files and mapping */
  readonly others: readonly InputConfig[];
}

export interface GoalConfig {
  readonly name: string;
  /** column -> accepted texts: a list is "or", several columns are "and" */
  readonly match: Readonly<Record<string, readonly string[]>>;
  readonly window_days: number;
  readonly value: boolean;
  readonly headline: boolean;
  readonly settle_days: number;
  readonly currency: string | null;
  /** its name in the report, by language */
  readonly label: LabelConfig | null;
  readonly line: number;
}

export interface TouchRule {
  readonly kinds: readonly string[];
  readonly reach: 'actor' | 'audience';
  readonly weight: number;
  /** null: the goal's window */
  readonly window_days: number | null;
}

export interface AttributionConfig {
  readonly channel: string;
  readonly models: readonly string[];
  readonly last_non: { readonly kinds: readonly string[] };
  readonly position_based: { readonly first: number; readonly last: number };
  readonly time_decay: { readonly half_life_days: number };
  readonly markov: { readonly order: number | 'auto' };
  readonly code: 'touch' | 'override' | 'ignore';
  readonly reuse_touches: boolean;
}

export interface IdentityConfig {
  readonly min_confidence: number;
  /** a person with more product users is quarantined */
  readonly max_users: number;
  /** a person with more chat members is quarantined */
  readonly max_members: number;
  /** a product user with a larger share of the conversions is quarantined */
  readonly max_share: number;
  /** words in place of an id that mean "nobody", whatever their case */
  readonly placeholders: readonly string[];
}

export interface EngineConfig {
  readonly kind: 'duckdb' | 'spark';
  readonly master: string | null;
  readonly conf: Readonly<Record<string, string>>;
  readonly warehouse: string | null;
}

/** The name of something in the report, by language; null: its own name. */
export interface LabelConfig {
  readonly en: string | null;
  readonly zh: string | null;
}

export interface ReportConfig {
  readonly language: 'en' | 'zh';
  /** hash: ids of people are shown as short keyed hashes */
  readonly mask: 'none' | 'hash';
  /** file with the key, as written; null: the key is in the environment */
  readonly mask_key_file: string | null;
  /** names in the report for types and matrices of groups, kinds of tactics, models and owners, by language */
  readonly labels: Readonly<
    Record<'types' | 'kinds' | 'models' | 'owners' | 'matrices', Readonly<Record<string, LabelConfig>>>
  >;
  /** figures about fewer people than this are not printed; 0 prints all */
  readonly min_cell: number;
}

export interface Config {
  /** absolute path of the configuration file */
  readonly path: string;
  /** business zone: days and weeks */
  readonly timezone: string;
  /** whether the file declares it; wall times without any declared zone are an error */
  readonly timezone_declared: boolean;
  readonly week_starts: WeekStart;
  readonly currency: string | null;
  readonly as_of: string | null;
  readonly engine: EngineConfig;
  readonly identity: IdentityConfig;
  /** member ids and user ids are the same */
  readonly identities_same: boolean;
  readonly inputs: Readonly<Partial<Record<TableName, InputConfig>>>;
  readonly goals: readonly GoalConfig[];
  readonly touches: readonly TouchRule[];
  readonly attribution: AttributionConfig;
  readonly sensitivity: { readonly windows_days: readonly number[] };
  readonly lift: {
    readonly period: 'week' | 'day';
    readonly smallest_useful: number | null;
    /** tactic -> estimator, to override the automatic choice */
    readonly estimators: Readonly<Record<string, string>>;
    /** limits of gates that differ from the default, by name */
    readonly gates: Readonly<Record<string, number>>;
  };
  readonly rejects: { readonly max_share: number };
  readonly report: ReportConfig;
}
