import { inputError } from '../../contract/errors.js';
import { fewUnits, type UnitsBehind, unitsBehind } from '../checks/few_units.js';
import type { AggregateType } from '../estimators/aggregate.js';
import {
  aggregateEffects,
  type ControlGroup,
  cellLoading,
  covariance,
  type GroupTimeCell,
  groupTimeEffects,
} from '../estimators/callaway_santanna.js';
import { standardError } from '../estimators/estimate.js';
import { imputedRows } from '../estimators/imputed_rows.js';
import { type Moments, momentsOf } from '../estimators/moments.js';
import { poissonRows } from '../estimators/poisson_rows.js';
import { syntheticRows } from '../estimators/synthetic_rows.js';
import { twoWayFixedEffects, twoWayLoading } from '../estimators/two_way_fixed_effects.js';
import { type WaldTest, waldTest } from '../estimators/wald.js';
import { cohortsOf } from './cohorts.js';
import type { Panel } from './panel.js';
import { type CellRow, cellRow, type TermRow, termRows } from './panel_rows.js';

export const panelEstimators = ['cs', 'imputation', 'poisson', 'sdid', 'twfe'] as const;

export type PanelEstimator = (typeof panelEstimators)[number];

export interface PanelRequest {
  readonly estimator: PanelEstimator;
  readonly control: ControlGroup;
  /** null: group-time cells, not aggregated */
  readonly aggregate: AggregateType | null;
}

/** What `grouplift lift panel` prints. */
export interface PanelTable {
  readonly rows: readonly CellRow[] | readonly TermRow[];
  /** joint test of the cells before adoption (cs only, if it rests on enough units); shown, not a gate */
  readonly pre_trend: WaldTest | null;
}

/** A joint test of more cells than this says nothing. */
const preTrendCellsAtMost = 200;

/** The requested estimates of a panel in which something can be compared. */
export function panelTable(panel: Panel, request: PanelRequest): PanelTable {
  if (request.estimator === 'cs') return groupTimeTable(panel, request);
  if (request.estimator === 'imputation')
    return { rows: imputedRows(panel, request.aggregate), pre_trend: null };
  if (request.estimator === 'poisson')
    return { rows: poissonRows(panel, request.aggregate), pre_trend: null };
  if (request.estimator === 'sdid') return { rows: syntheticRows(panel), pre_trend: null };
  return { rows: twoWayRows(panel), pre_trend: null };
}

function groupTimeTable(panel: Panel, request: PanelRequest): PanelTable {
  const moments = momentsOf(panel);
  const cells = groupTimeEffects(moments, request.control);
  const pre_trend = preTrend(cells, moments);
  if (request.aggregate === null) {
    const label = (cohort: number) => panel.period_labels[moments.cohorts.adopted[cohort]!] as string;
    const rows = cells.map((cell) => {
      const labels = { group: label(cell.cohort), time: panel.period_labels[cell.period] as string };
      return cellRow(labels, cell.estimate, cell.se, behindCells([cell], moments));
    });
    return { rows, pre_trend };
  }
  const effects = aggregateEffects(request.aggregate, cells, moments, panel.period_labels);
  const matrix = covariance(
    effects.map(({ loading }) => loading),
    moments,
  );
  const terms = effects.map((effect) => {
    const chosen = [...effect.shares.keys()].map((place) => cells[place] as GroupTimeCell);
    return { ...effect, behind: behindCells(chosen, moments) };
  });
  return { rows: termRows(request.aggregate, terms, matrix, moments), pre_trend };
}

function behindCells(cells: readonly GroupTimeCell[], { cohorts }: Moments): UnitsBehind {
  const controls = new Set(cells.flatMap(({ loadings }) => loadings.slice(1).map(({ cohort }) => cohort)));
  return unitsBehind(cells, cohorts, (cohort) => controls.has(cohort));
}

function preTrend(cells: readonly GroupTimeCell[], moments: Moments): WaldTest | null {
  const before = cells.filter(({ cohort, period }) => period < moments.cohorts.adopted[cohort]!);
  const isFew = before.some((cell) => fewUnits(behindCells([cell], moments)) !== null);
  if (isFew || before.length > preTrendCellsAtMost) return null;
  const loadings = before.map((cell) => cellLoading(cell, moments.cohorts));
  return waldTest(
    before.map((cell) => cell.estimate),
    covariance(loadings, moments),
  );
}

function twoWayRows(panel: Panel): TermRow[] {
  const found = twoWayFixedEffects(panel);
  if (found === null)
    throw inputError('Treatment does not vary within units and periods.', 'Two-way fixed effects need both.');
  const cohorts = cohortsOf(panel);
  const treated = panel.first_treated.filter((date) => date >= 0).length;
  const term = {
    term: 'overall',
    estimate: found.estimate,
    loading: twoWayLoading(panel, cohorts),
    behind: { treated, controls: panel.unit_ids.length - treated },
  };
  return termRows('twfe', [term], Float64Array.of(standardError(found) ** 2), momentsOf(panel));
}
