import { holdoutEffect, type SampleRatio, sampleRatio } from '../estimators/holdout.js';
import type { Trial } from './trial_of_rows.js';

/** One arm against the control, for one outcome; interval (95 %, simultaneous over the arms and outcomes) and p come from one test. */
export interface TrialRow {
  readonly outcome: string;
  readonly arm: string;
  readonly units: number;
  readonly control_units: number;
  readonly control_mean: number;
  readonly estimate: number;
  readonly se: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number;
}

export interface TrialTable {
  readonly rows: readonly TrialRow[];
  readonly sample_ratio: SampleRatio;
}

const alpha = 0.05;

/** Every arm against the control, outcome by outcome, and whether the arms are as large as planned. */
export function trialTable(trial: Trial, shares: readonly number[], seed: number): TrialTable {
  const sizes = trial.arms.map((_, arm) => trial.arm.filter((own) => own === arm).length);
  const claims = trial.outcomes.size * (trial.arms.length - 1);
  const rows = [...trial.outcomes].flatMap(([outcome, values]) =>
    trial.arms.slice(1).map((name, place): TrialRow => {
      const units = [...trial.arm.keys()].filter(
        (unit) => trial.arm[unit] === 0 || trial.arm[unit] === place + 1,
      );
      const weight = Float64Array.from(units, (unit) => trial.weight[unit]!);
      const own = Float64Array.from(units, (unit) => values[unit]!);
      const is_treated = Uint8Array.from(units, (unit) => (trial.arm[unit] === 0 ? 0 : 1));
      const found = holdoutEffect({ outcome: own, weight, is_treated, before: null }, alpha / claims, seed);
      return {
        outcome,
        arm: name,
        units: sizes[place + 1]!,
        control_units: sizes[0]!,
        control_mean: controlMean(own, weight, is_treated),
        estimate: found.estimate,
        se: found.se,
        low: finite(found.low),
        high: finite(found.high),
        p: Math.min(1, claims * found.p),
      };
    }),
  );
  return { rows, sample_ratio: sampleRatio(sizes, shares) };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function controlMean(outcome: Float64Array, weight: Float64Array, is_treated: Uint8Array): number {
  let [sum, total] = [0, 0];
  outcome.forEach((value, place) => {
    if (is_treated[place] === 1) return;
    sum += value * weight[place]!;
    total += weight[place]!;
  });
  return sum / total;
}
