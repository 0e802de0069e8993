import type { Cohorts } from '../panel/cohorts.js';

/** One group-time cell: a cohort in a period. */
export interface Cell {
  readonly cohort: number;
  readonly period: number;
}

/** A mixture of cells: theta = sum share x cell, where the shares are themselves estimated from the cohorts' weights. */
export interface Mixture {
  readonly term: string;
  readonly estimate: number;
  /** by cell; cells that are absent have no share */
  readonly shares: ReadonlyMap<number, number>;
  /** d estimate / d (weight of a cohort), one per cohort */
  readonly gradient: Float64Array;
}

export const aggregateTypes = ['simple', 'dynamic', 'group', 'calendar'] as const;

export type AggregateType = (typeof aggregateTypes)[number];

/** A cell with its estimate and, once mixed, its place in the mixture. */
export interface EstimatedCell extends Cell {
  readonly estimate: number;
}

/**
 * The four aggregations of Callaway and Sant'Anna (2021), table 1, with cohort weights W_g: simple (all cells after
 * adoption), dynamic (by periods since adoption; overall = plain mean over e >= 0), group (plain mean over the periods of
 * a cohort; overall by W_g), calendar (by period; overall = plain mean). The last term is `overall`.
 */
export function aggregate(
  type: AggregateType,
  cells: readonly EstimatedCell[],
  cohorts: Cohorts,
  labels: readonly string[],
): Mixture[] {
  const parts = cells.map((_, cell) => single(cell, cells, cohorts));
  const date = (cell: EstimatedCell) => cohorts.adopted[cell.cohort]!;
  const after = parts.filter((_, cell) => isAfter(cells[cell] as EstimatedCell, cohorts));
  const cohortOf = (part: Part) => (cells[part.cell] as EstimatedCell).cohort;
  const byWeight = (term: string, chosen: readonly Part[]) =>
    mixByWeight(term, chosen, chosen.map(cohortOf), cohorts);
  if (type === 'simple') return [byWeight('overall', after)];
  if (type === 'dynamic') {
    const terms = grouped(
      parts,
      (part) => (cells[part.cell] as EstimatedCell).period - date(cells[part.cell] as EstimatedCell),
    );
    const mixed = terms.map(([e, chosen]) => byWeight(String(e), chosen));
    return [
      ...mixed,
      plainMean(
        'overall',
        mixed.filter((_, place) => (terms[place]?.[0] ?? -1) >= 0),
      ),
    ];
  }
  if (type === 'calendar') {
    const terms = grouped(after, (part) => (cells[part.cell] as EstimatedCell).period);
    const mixed = terms.map(([period, chosen]) => byWeight(labels[period] ?? String(period), chosen));
    return [...mixed, plainMean('overall', mixed)];
  }
  const terms = grouped(after, cohortOf);
  const mixed = terms.map(([cohort, chosen]) => plainMean(labels[cohorts.adopted[cohort]!] ?? '', chosen));
  return [
    ...mixed,
    mixByWeight(
      'overall',
      mixed,
      terms.map(([cohort]) => cohort),
      cohorts,
    ),
  ];
}

/** Whether a cell is at or after the adoption of its cohort. */
function isAfter(cell: Cell, cohorts: Cohorts): boolean {
  return cell.period >= cohorts.adopted[cell.cohort]!;
}

interface Part extends Mixture {
  readonly cell: number;
}

function single(cell: number, cells: readonly EstimatedCell[], cohorts: Cohorts): Part {
  const estimate = (cells[cell] as EstimatedCell).estimate;
  return {
    term: '',
    cell,
    estimate,
    shares: new Map([[cell, 1]]),
    gradient: new Float64Array(cohorts.adopted.length),
  };
}

function grouped(parts: readonly Part[], key: (part: Part) => number): [number, Part[]][] {
  const groups = new Map<number, Part[]>();
  for (const part of parts) {
    const group = groups.get(key(part));
    if (group === undefined) groups.set(key(part), [part]);
    else group.push(part);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

function plainMean(term: string, parts: readonly Mixture[]): Mixture {
  return combined(
    term,
    parts,
    parts.map(() => 1 / parts.length),
  );
}

/** The mean by cohort weight, with what estimating the weights adds to the error. */
function mixByWeight(
  term: string,
  parts: readonly Mixture[],
  cohortOfPart: readonly number[],
  cohorts: Cohorts,
): Mixture {
  const weights = cohortOfPart.map((cohort) => cohorts.weight[cohort]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mixture = combined(
    term,
    parts,
    weights.map((weight) => weight / total),
  );
  parts.forEach((part, place) => {
    const cohort = cohortOfPart[place]!;
    mixture.gradient[cohort] = mixture.gradient[cohort]! + (part.estimate - mixture.estimate) / total;
  });
  return mixture;
}

function combined(term: string, parts: readonly Mixture[], weights: readonly number[]): Mixture {
  const shares = new Map<number, number>();
  const gradient = new Float64Array(parts[0]?.gradient.length ?? 0);
  let estimate = 0;
  parts.forEach((part, place) => {
    const weight = weights[place]!;
    estimate += weight * part.estimate;
    for (const [cell, share] of part.shares) shares.set(cell, (shares.get(cell) ?? 0) + weight * share);
    for (let cohort = 0; cohort < gradient.length; cohort += 1)
      gradient[cohort] = gradient[cohort]! + weight * part.gradient[cohort]!;
  });
  return { term, estimate, shares, gradient };
}
