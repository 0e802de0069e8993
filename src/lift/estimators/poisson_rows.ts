import { inputError } from '../../contract/errors.js';
import { fewUnits, isSingle, type UnitsBehind } from '../checks/few_units.js';
import { type Cohorts, treatedCohorts } from '../panel/cohorts.js';
import type { Panel } from '../panel/panel.js';
import type { TermRow } from '../panel/panel_rows.js';
import type { AggregateType } from './aggregate.js';
import { tested } from './interval.js';
import { type CellCount, everyCell, type PoissonEffect, poissonEffect } from './poisson_effect.js';
import { fitPoisson, type PoissonFit } from './poisson_fit.js';
import { activityTrend } from './regressors.js';
import { cohortSums } from './untreated_fit.js';

const alpha = 0.05;

/**
 * Poisson imputation, results per unit of weight and period: `overall`, what was expected without the treatment (`expected`), what landed
 * (`landed`) and their ratio; before these the terms of an aggregate, whose intervals hold all at once.
 */
export function poissonRows(panel: Panel, type: AggregateType | null): TermRow[] {
  const below = panel.outcome.findIndex((value) => value < 0);
  if (below >= 0)
    throw inputError(
      `The outcome of the unit "${panel.unit_ids[Math.floor(below / panel.period_labels.length)]}" is below 0.`,
      'The poisson estimator reads counts, or counts per unit of weight (--weights): 0 or more.',
    );
  const sums = cohortSums(panel);
  const fit = fitPoisson(sums, activityTrend(sums));
  const overall = fit === null ? null : poissonEffect(fit);
  if (fit === null || overall === null || !(overall.exposure > 0))
    throw inputError(
      'The untreated rows do not show what to expect of any treated row.',
      'Units need results before they are treated, and periods need results of untreated units; leave --covariates out if the covariate follows the periods.',
    );
  const terms = type === null || type === 'simple' ? [] : termsOf(type, sums.cohorts, panel.period_labels);
  const found = terms
    .map(({ term, count }) => ({ term, count, effect: poissonEffect(fit, count) }))
    .filter(({ effect }) => effect.exposure > 0);
  const name = type ?? 'simple';
  return [
    ...found.map(({ term, count, effect }) =>
      row(name, term, effect, alpha / found.length, behindOf(fit, count)),
    ),
    row(name, 'overall', overall, alpha, behindOf(fit, everyCell)),
    figure(name, 'expected', overall.expected),
    figure(name, 'landed', overall.landed),
    ...(overall.expected > 0 ? [figure(name, 'ratio', overall.landed / overall.expected)] : []),
  ];
}

function termsOf(type: AggregateType, cohorts: Cohorts, labels: readonly string[]) {
  const dates = treatedCohorts(cohorts).map((cohort) => cohorts.adopted[cohort]!);
  const first = Math.min(...dates);
  const since = Array.from({ length: cohorts.periods - first }, (_, e) => e);
  const adopted = (cohort: number) => cohorts.adopted[cohort]!;
  const term = (name: string, isIn: (cohort: number, period: number) => boolean) => {
    const count: CellCount = (cohort, period) => (isIn(cohort, period) ? 1 : 0);
    return { term: name, count };
  };
  if (type === 'dynamic') return since.map((e) => term(String(e), (cohort, t) => t - adopted(cohort) === e));
  if (type === 'calendar')
    return since.map((e) => term(labels[first + e] as string, (_, t) => t === first + e));
  return treatedCohorts(cohorts).map((one) =>
    term(labels[adopted(one)] as string, (cohort) => cohort === one),
  );
}

/** Treated units in the cells that count, and units that are untreated at any time. */
function behindOf({ sums: { cohorts } }: PoissonFit, count: CellCount): UnitsBehind {
  const counts = (cohort: number) =>
    Array.from({ length: cohorts.periods }, (_, t) => t).some(
      (t) => t >= cohorts.adopted[cohort]! && count(cohort, t) > 0,
    );
  const treated = treatedCohorts(cohorts)
    .filter(counts)
    .reduce((sum, cohort) => sum + cohorts.units[cohort]!, 0);
  return { treated, controls: cohorts.of_unit.length - treated };
}

function row(type: string, term: string, effect: PoissonEffect, level: number, behind: UnitsBehind): TermRow {
  const { estimate, se, low, high } = tested(effect, effect.df, level);
  const few = fewUnits(behind);
  const isKnown = !isSingle(few) && se > 0;
  return {
    ...{ type, term, estimate },
    ...(isKnown ? { se, low, high } : { se: null, low: null, high: null }),
    ...{ treated_units: behind.treated, few_units: few },
  };
}

function figure(type: string, term: string, estimate: number): TermRow {
  return { type, term, estimate, se: null, low: null, high: null, treated_units: null, few_units: null };
}
