import type { TableName } from '../tables.js';
import type { WeekStart } from './weekdays.js';

/** Where one canonical table comes from, and how its columns and values are named there. */
export interface InputConfig {
  readonly files: readonly string[];
  /** canonical column -> source column */
  readonly columns: Readonly<Record<string, string>>;
  /** source (or canonical) column -> accepted texts */
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** canonical column -> source value -> canonical value */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly timezone: string | null;
  readonly encoding: string | null;
  readonly parts: boolean;
  /** sheet number or name, XLSX only */
  readonly sheet: number | string | null;
  /** line of this input's key in the configuration file, from 1 */
  readonly line: number;
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

export interface EngineConfig {
  readonly kind: 'duckdb' | 'spark';
  readonly master: string | null;
  readonly conf: Readonly<Record<string, string>>;
  readonly warehouse: string | null;
}

export interface ReportConfig {
  readonly language: 'en' | 'zh';
  /** hash: ids of people are shown as short keyed hashes */
  readonly mask: 'none' | 'hash';
  /** file with the key, as it is written; null: the key is in the environment */
  readonly mask_key_file: string | null;
  /** figures about fewer people than this are not printed; 0 prints all */
  readonly min_cell: number;
}

export interface Config {
  /** absolute path of the configuration file */
  readonly path: string;
  /** business zone: days and weeks */
  readonly timezone: string;
  /** whether the file says so; wall times without any declared zone are an error */
  readonly timezone_declared: boolean;
  readonly week_starts: WeekStart;
  readonly currency: string | null;
  readonly as_of: string | null;
  readonly engine: EngineConfig;
  readonly identity: { readonly min_confidence: number; readonly max_users: number };
  /** member and user ids are the same thing */
  readonly identities_same: boolean;
  readonly inputs: Readonly<Partial<Record<TableName, InputConfig>>>;
  readonly goals: readonly GoalConfig[];
  readonly touches: readonly TouchRule[];
  readonly attribution: AttributionConfig;
  readonly sensitivity: { readonly windows_days: readonly number[] };
  readonly lift: {
    readonly period: 'week' | 'day';
    readonly smallest_useful: number | null;
    /** tactic -> estimator, where the automatic choice is not wanted */
    readonly estimators: Readonly<Record<string, string>>;
    /** limits of gates by name, where they differ from the default */
    readonly gates: Readonly<Record<string, number>>;
  };
  readonly rejects: { readonly max_share: number };
  readonly report: ReportConfig;
}
