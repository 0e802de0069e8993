/** The charts of the report as plain data: what is drawn, never how. */

import type { Evidence } from './evidence.js';

export type Tone = 'strong' | 'medium' | 'light' | 'grey';

export interface Series {
  readonly label: string;
  readonly tone: Tone;
  /** null: not printed, which is not 0 */
  readonly values: readonly (number | null)[];
}

/** Bars per week, stacked by series. */
export interface WeeksChart {
  readonly kind: 'weeks';
  readonly title: string;
  readonly description: string;
  readonly evidence: Evidence;
  readonly weeks: readonly string[];
  readonly series: readonly Series[];
  /** weeks from this day on are drawn in a paler colour */
  readonly pale_from: string | null;
  /** the target of each week, and what landed in the same week of last year; null: none, or not known */
  readonly targets: readonly (number | null)[];
  readonly last_year: readonly (number | null)[];
  readonly events: readonly { readonly week: string; readonly name: string }[];
}

/** One bar divided into shares of a whole. */
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

/** A weekly line with the range of ordinary weeks; the last week is marked. */
export interface RangeChart {
  readonly kind: 'range';
  readonly title: string;
  readonly description: string;
  readonly evidence: Evidence;
  readonly weeks: readonly string[];
  /** null: about too few people to be shown */
  readonly values: readonly (number | null)[];
  /** the usual value of each week, and the ends of its range; null: not known */
  readonly usual: readonly number[] | null;
  readonly low: readonly number[] | null;
  readonly high: readonly number[] | null;
  readonly events: readonly { readonly week: string; readonly name: string }[];
  readonly tone: 'plain' | 'bad';
}

/** Two figures per group: one dot each, divided into four quadrants by the lines of the type. */
export interface DotsChart {
  readonly kind: 'dots';
  readonly title: string;
  readonly description: string;
  readonly evidence: Evidence;
  readonly x: string;
  readonly y: string;
  readonly cut: { readonly x: number; readonly y: number };
  readonly fields: readonly [string, string, string, string];
  readonly dots: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly low: number;
    readonly high: number;
    readonly sure: boolean;
  }[];
}
