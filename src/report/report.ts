/** The report as plain data: every renderer reads this and nothing else. Text is raw: each renderer escapes it. */

import type { DotsChart, EventStudyChart, RangeChart, SharesChart, WeeksChart } from './chart_data.js';
import type { Evidence } from './evidence.js';

/** good: no doubt; care: read with care; bad: do not base decisions on it; open: not known, or nothing to judge. */
export type Level = 'good' | 'care' | 'bad' | 'open';

export type Shape =
  /** place: a rank, which stands before the name of its row */
  | { readonly kind: 'text' | 'id' | 'date' | 'place' }
  /** trims: whole values stand without decimals */
  | { readonly kind: 'number' | 'percent'; readonly digits: number; readonly trims?: true }
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
  /** activity and other context: shown in grey */
  readonly secondary?: true;
  /** a small bar is drawn next to the number */
  readonly bar?: true;
}

export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** number of rows shown at first; the others are folded */
  readonly shown: number;
  readonly note: string | null;
  /** supporting evidence that the page folds under its title */
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
  /** what the sentence is about, for the table of findings */
  readonly about?: About;
}

/** The figure in a sentence, and how it was judged; everything else is in the wording. */
export interface About {
  /** the permanent name of the finding across reports, following its part; without one it is numbered */
  readonly key?: string;
  readonly goal?: string;
  readonly unit?: string;
  readonly figure?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly expected?: number | null;
  readonly p?: number | null;
  /** how many series were looked at together */
  readonly family?: number | null;
  readonly owner?: string | null;
  /** the published table and rows behind the figure */
  readonly query?: string;
}

/** Good news, bad news or neither, as a colour, a shape and a word. */
export interface Mark {
  readonly tone: 'up' | 'down' | 'flat';
  readonly text: string;
}

/** Nodes of the goal tree: how far each is, how far it should be, and where it is heading, as shares of the target. */
export interface PaceBlock {
  readonly kind: 'pace';
  readonly title: string;
  readonly evidence: Evidence;
  readonly note: string | null;
  readonly rows: readonly PaceRow[];
}

export interface PaceRow {
  readonly name: string;
  readonly depth: number;
  readonly state: string;
  readonly so_far: string;
  readonly of: string;
  readonly shares: {
    readonly done: number;
    readonly pace: number;
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly lands: string;
  readonly range: string;
  readonly verdict: Mark | null;
  readonly chance: string;
  readonly about: About;
}

/** What stands out, each with its chart. */
export interface CardsBlock {
  readonly kind: 'cards';
  readonly cards: readonly Card[];
}

export interface Card {
  readonly mark: Mark;
  readonly title: string;
  readonly evidence: Evidence;
  readonly chart: RangeChart;
  readonly text: string;
  readonly question: string;
  readonly about: About;
}

/** Supporting evidence that the page folds under one title. */
export interface DetailsBlock {
  readonly kind: 'details';
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | DetailsBlock
  | RangeChart
  | PaceBlock
  | CardsBlock
  | DotsChart
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

/** One part: a question, the finding that answers it, one more sentence, and the evidence. */
export interface Part {
  readonly id: string;
  readonly question: string;
  readonly title: string;
  readonly lead: string;
  readonly blocks: readonly Block[];
  /** an appendix: closed on the page until opened */
  readonly closed?: true;
  readonly about?: About;
}

/** One node of the goal tree on the first screen. */
export interface TargetLine {
  readonly name: string;
  /** the name with its period, for texts that do not repeat the heading of the table */
  readonly dated: string;
  readonly landed: string;
  /** of a forecast: from where to where, 9 chances in 10; empty for what has landed */
  readonly range: string;
  readonly of: string;
  /** the same in words, for texts without columns: 146 % of target; empty without a target */
  readonly said: string;
  readonly mark: Mark | null;
}

/** Something to decide: what to do, why, who, by when. */
export interface Decision {
  readonly title: string;
  readonly text: string;
  readonly evidence: Evidence | null;
  readonly owner: string | null;
  readonly by: string | null;
}

/** What else a manager asks about, in a few words; with a light for trust alone. */
export interface StripEntry {
  readonly label: string;
  readonly strong: string;
  readonly text: string;
  readonly level?: Level;
}

/** The first screen: on target? what changed? what to decide? and a strip of what else a manager asks about. */
export interface Opening {
  readonly title: string;
  readonly target: {
    readonly title: string;
    readonly tables: readonly {
      readonly head: readonly [string, string, string];
      readonly lines: readonly TargetLine[];
    }[];
  };
  readonly change: {
    readonly title: string;
    readonly chart: RangeChart | null;
    readonly sentences: readonly Finding[];
  };
  readonly decision: {
    readonly title: string;
    readonly items: readonly Decision[];
    readonly none: string;
  };
  readonly strip: readonly StripEntry[];
  readonly status: { readonly level: Level; readonly title: string; readonly text: string };
}

/** One sentence of the report as a row, in both languages. */
export interface FindingRow {
  readonly id: string;
  readonly part: string;
  readonly kind: string;
  readonly goal: string | null;
  readonly unit: string | null;
  readonly figure: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly expected: number | null;
  readonly p: number | null;
  readonly family: number | null;
  readonly grade: Evidence | null;
  readonly owner: string | null;
  readonly text_en: string;
  readonly text_zh: string;
  readonly query: string | null;
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
  /** one line for every missing input that leaves a question unanswered */
  readonly missing: readonly string[];
  /** the main published tables, for the sheets of a workbook */
  readonly tables: readonly Table[];
}

/** The most rows of a published table in its sheet; tables keep their full length, so that the sheet can say how many are left out. */
export const sheetRows = 20_000;
