import { inputError } from '../errors.js';
import { normalQuantile } from '../statistics/normal.js';
import { type AggregateType, aggregate } from './aggregate.js';
import { simultaneousFactor } from './bands.js';
import {
  aggregateEffects,
  type ControlGroup,
  cellLoading,
  covariance,
  groupTimeEffects,
} from './callaway_santanna.js';
import { treatedCohorts } from './cohorts.js';
import { type Estimate, standardError } from './estimate.js';
import { type CellShares, cellEffects, imputedEffect } from './imputation.js';
import { momentsOf } from './moments.js';
import type { Panel } from './panel.js';
import { placeboRanks, rankHalfWidth } from './placebo_ranks.js';
import { activityTrend } from './regressors.js';
import { blocksOf, plainDid, syntheticControl, syntheticDid } from './synthetic_did.js';
import { twoWayFixedEffects } from './two_way_fixed_effects.js';
import { cohortSums, fitUntreated } from './untreated_fit.js';
import { type WaldTest, waldTest } from './wald.js';

export const panelEstimators = ['cs', 'imputation', 'sdid', 'twfe'] as const;

export type PanelEstimator = (typeof panelEstimators)[number];

export interface PanelRequest {
  readonly estimator: PanelEstimator;
  readonly control: ControlGroup;
  /** null: group-time cells, not aggregated */
  readonly aggregate: AggregateType | null;
}

/** A group-time cell: adoption and period as the panel labels them. */
export interface CellRow {
  readonly group: string;
  readonly time: string;
  readonly estimate: number;
  readonly se: number | null;
}

/** A term of an aggregate; the interval of `overall` is a single one, those of other terms hold all at once (95 %). */
export interface TermRow {
  readonly type: string;
  readonly term: string;
  readonly estimate: number;
  readonly se: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What `grouplift lift panel` prints. */
export interface PanelTable {
  readonly rows: readonly CellRow[] | readonly TermRow[];
  /** joint test of the cells before adoption (cs only); shown, no gate */
  readonly pre_trend: WaldTest | null;
}

const seed = 1;
const level = 0.95;
/** A joint test of more cells than this says nothing. */
const preTrendCellsAtMost = 200;

/** The estimates that were asked for, of a panel in which something can be compared. */
export function panelTable(panel: Panel, request: PanelRequest): PanelTable {
  if (request.estimator === 'cs') return groupTimeTable(panel, request);
  if (request.estimator === 'imputation') return { rows: imputedRows(panel, request), pre_trend: null };
  if (request.estimator === 'sdid') return { rows: syntheticRows(panel), pre_trend: null };
  return { rows: [twoWayRow(panel)], pre_trend: null };
}

function groupTimeTable(panel: Panel, request: PanelRequest): PanelTable {
  const moments = momentsOf(panel);
  const cells = groupTimeEffects(moments, request.control);
  const before = cells.filter(({ cohort, period }) => period < (moments.cohorts.adopted[cohort] as number));
  const loadings =
    before.length > preTrendCellsAtMost ? [] : before.map((cell) => cellLoading(cell, moments.cohorts));
  const pre_trend = waldTest(
    before.slice(0, loadings.length).map((cell) => cell.estimate),
    covariance(loadings, moments),
  );
  if (request.aggregate === null) {
    const label = (cohort: number) =>
      panel.period_labels[moments.cohorts.adopted[cohort] as number] as string;
    const rows = cells.map(({ cohort, period, estimate, se }) => {
      return { group: label(cohort), time: panel.period_labels[period] as string, estimate, se };
    });
    return { rows, pre_trend };
  }
  const effects = aggregateEffects(request.aggregate, cells, moments, panel.period_labels);
  const matrix = covariance(
    effects.map(({ loading }) => loading),
    moments,
  );
  return { rows: termRows(request.aggregate, effects, matrix), pre_trend };
}

/** Terms with their intervals; the last, `overall`, has one of its own. */
function termRows(
  type: AggregateType,
  terms: readonly { readonly term: string; readonly estimate: number }[],
  matrix: Float64Array,
): TermRow[] {
  const count = terms.length;
  const inner = Float64Array.from({ length: (count - 1) ** 2 }, (_, cell) => {
    const [row, column] = [Math.floor(cell / (count - 1)), cell % (count - 1)];
    return matrix[row * count + column] as number;
  });
  const together = simultaneousFactor(inner, count - 1, level, seed);
  return terms.map(({ term, estimate }, place) => {
    const se = Math.sqrt(matrix[place * count + place] as number);
    const factor = place === count - 1 ? normalQuantile((1 + level) / 2) : together;
    return { type, term, estimate, se, low: estimate - factor * se, high: estimate + factor * se };
  });
}

function imputedRows(panel: Panel, request: PanelRequest): CellRow[] | TermRow[] {
  const sums = cohortSums(panel);
  const fit = fitUntreated(sums, activityTrend(sums));
  if (fit === null)
    throw inputError(
      'The untreated rows cannot tell the covariate from the periods.',
      'Leave --covariates out, or name one that differs between units.',
    );
  const { cohorts } = sums;
  const effects = cellEffects(fit);
  const cells = treatedCohorts(cohorts).flatMap((cohort) =>
    Array.from({ length: cohorts.periods }, (_, period) => ({ cohort, period }))
      .filter(({ period }) => period >= (cohorts.adopted[cohort] as number))
      .map((cell) => ({ ...cell, estimate: effects[cohort]?.[cell.period] as number })),
  );
  const sharesOf = (shares: ReadonlyMap<number, number>): CellShares => {
    const paths = treatedCohorts(cohorts).map(() => new Float64Array(cohorts.periods));
    for (const [place, share] of shares) {
      const cell = cells[place] as (typeof cells)[number];
      (paths[cell.cohort] as Float64Array)[cell.period] = share;
    }
    return paths;
  };
  if (request.aggregate === null)
    return cells.map(({ cohort, period, estimate }, place) => ({
      group: panel.period_labels[cohorts.adopted[cohort] as number] as string,
      time: panel.period_labels[period] as string,
      estimate,
      se: standardError(imputedEffect(fit, sharesOf(new Map([[place, 1]])))),
    }));
  const terms = aggregate(request.aggregate, cells, cohorts, panel.period_labels);
  const scored = terms.map(({ shares }) => imputedEffect(fit, sharesOf(shares)));
  return termRows(request.aggregate, terms, scoreProducts(scored));
}

/** The covariance matrix (row-major) of estimates on the same units. */
function scoreProducts(estimates: readonly Estimate[]): Float64Array {
  return Float64Array.from({ length: estimates.length ** 2 }, (_, cell) => {
    const [a, b] = [estimates[Math.floor(cell / estimates.length)], estimates[cell % estimates.length]] as [
      Estimate,
      Estimate,
    ];
    return a.scores.reduce((sum, score, unit) => sum + score * (b.scores[unit] as number), 0);
  });
}

/** The estimate with the interval of its placebo ranks, its contrasts, and the weights it rests on, as rows of one table. */
function syntheticRows(panel: Panel): TermRow[] {
  const blocks = blocksOf(panel);
  const ranks = placeboRanks(blocks, Number.POSITIVE_INFINITY, seed);
  const half = rankHalfWidth(ranks.placebos, 1 - level);
  const plain = (type: string, term: string, estimate: number): TermRow => {
    return { type, term, estimate, se: null, low: null, high: null };
  };
  const never = panel.unit_ids.filter((_, unit) => (panel.first_treated[unit] as number) < 0);
  const overall = {
    ...plain('sdid', 'overall', ranks.estimate),
    low: ranks.estimate - half,
    high: ranks.estimate + half,
  };
  const weights = blocks.flatMap((block) => {
    const group = panel.period_labels[block.adopted] as string;
    const { omega, lambda, zeta_omega } = syntheticDid(block);
    return [
      plain('sc', group, syntheticControl(block)),
      plain('did', group, plainDid(block)),
      plain('zeta_omega', group, zeta_omega),
      ...never.map((id, place) =>
        plain('omega', blocks.length === 1 ? id : `${group}: ${id}`, omega[place] as number),
      ),
      ...[...lambda].map((weight, t) => {
        const label = panel.period_labels[t] as string;
        return plain('lambda', blocks.length === 1 ? label : `${group}: ${label}`, weight);
      }),
    ].filter(({ type, estimate }) => (type !== 'omega' && type !== 'lambda') || estimate > 0);
  });
  return [
    overall,
    plain('rank_p', 'overall', ranks.p),
    plain('placebos', 'overall', ranks.placebos.length),
    ...weights,
  ];
}

function twoWayRow(panel: Panel): TermRow {
  const found = twoWayFixedEffects(panel);
  if (found === null)
    throw inputError('Treatment does not vary within units and periods.', 'Two-way fixed effects need both.');
  const se = standardError(found);
  const half = normalQuantile((1 + level) / 2) * se;
  return {
    type: 'twfe',
    term: 'overall',
    estimate: found.estimate,
    se,
    low: found.estimate - half,
    high: found.estimate + half,
  };
}
