/** The report as plain data: every renderer reads this and nothing else. Text is raw: each renderer escapes it. */

/**
 * How far a number can be trusted as an effect. A, B: incremental, by design or by a quasi-experiment that passed its checks;
 * C: associated; D: attributed by a bookkeeping rule; counted: read from the tables, no claim about cause; activity: chat.
 */
export type Evidence = 'A' | 'B' | 'C' | 'D' | 'counted' | 'activity';

/** good: no doubt; care: read with care; bad: do not decide on it; open: not known, or nothing to judge. */
export type Level = 'good' | 'care' | 'bad' | 'open';

export type Shape =
  | { readonly kind: 'text' | 'id' | 'date' }
  | { readonly kind: 'number' | 'percent'; readonly digits: number }
  | { readonly kind: 'money'; readonly digits: number; readonly currency: string | null };

export type Cell =
  | { readonly is: 'text'; readonly text: string; readonly detail?: string }
  | { readonly is: 'number'; readonly value: number }
  /** a value with its 95 % interval; without one, `missing` says why */
  | {
      readonly is: 'interval';
      readonly value: number;
      readonly low: number | null;
      readonly high: number | null;
      readonly missing: string | null;
    }
  | { readonly is: 'trend'; readonly values: readonly (number | null)[] }
  /** no number, and why: never printed as 0 */
  | { readonly is: 'missing'; readonly text: string; readonly reason: string };

export interface Column {
  readonly label: string;
  readonly shape: Shape;
  readonly evidence: Evidence | null;
  /** activity and other context: printed in grey */
  readonly secondary?: true;
  /** a small bar is drawn beside the number */
  readonly bar?: true;
}

export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** rows shown at once; the others are folded away */
  readonly shown: number;
  readonly note: string | null;
  /** supporting evidence that the page folds away under its title */
  readonly folded?: true;
}

export interface Fact {
  readonly label: string;
  readonly shape: Shape;
  readonly cell: Cell;
  readonly evidence: Evidence | null;
  readonly note: string | null;
}

export interface Check {
  readonly level: Level;
  readonly label: string;
  readonly text: string;
}

export interface Finding {
  readonly text: string;
  readonly evidence: Evidence;
}

export type Tone = 'strong' | 'medium' | 'light' | 'grey';

export interface Series {
  readonly label: string;
  readonly tone: Tone;
  readonly values: readonly number[];
}

/** Bars a week, stacked by series. */
export interface WeeksChart {
  readonly kind: 'weeks';
  readonly title: string;
  readonly description: string;
  readonly evidence: Evidence;
  readonly weeks: readonly string[];
  readonly series: readonly Series[];
  /** weeks from this day on are drawn pale */
  readonly pale_from: string | null;
}

/** One bar cut into shares of a whole. */
export interface SharesChart {
  readonly kind: 'shares';
  readonly title: string;
  readonly description: string;
  readonly evidence: Evidence;
  readonly shares: readonly {
    readonly label: string;
    readonly tone: Tone;
    readonly value: number;
    readonly text: string;
  }[];
}

/** Effects by periods since a start, with the ends of their bands; the start is period 0. */
export interface EventStudyChart {
  readonly kind: 'event_study';
  readonly title: string;
  readonly description: string;
  readonly evidence: Evidence;
  readonly axis: string;
  readonly points: readonly {
    readonly since_start: number;
    readonly estimate: number;
    /** null: too few groups for a band */
    readonly band: readonly [number, number] | null;
  }[];
}

export type Block =
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'checks';
      readonly title: string;
      readonly evidence: Evidence;
      readonly checks: readonly Check[];
    }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | {
      readonly kind: 'terms';
      readonly title: string;
      readonly terms: readonly { readonly term: string; readonly text: string }[];
    }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'notes'; readonly notes: readonly string[] }
  | WeeksChart
  | SharesChart
  | EventStudyChart
  | Table;

/** One numbered part: a question, the finding that answers it, one sentence more, and what it rests on. */
export interface Part {
  readonly id: string;
  readonly number: number;
  readonly question: string;
  readonly title: string;
  readonly lead: string;
  readonly blocks: readonly Block[];
}

/** The first screen: can it be trusted, what changed, what is to decide. */
export interface Opening {
  readonly status: { readonly level: Level; readonly title: string; readonly text: string };
  readonly change: { readonly title: string; readonly text: string; readonly evidence: Evidence };
  readonly decision: { readonly title: string; readonly text: string };
}

export interface Report {
  readonly language: 'en' | 'zh';
  readonly title: string;
  readonly period: string;
  readonly as_of: string;
  readonly run_hash: string;
  readonly version: string;
  readonly opening: Opening;
  readonly parts: readonly Part[];
  /** the main published tables, for the sheets of a workbook */
  readonly tables: readonly Table[];
}
