import { wilson } from '../../statistics/proportion.js';
import { countRecords } from '../../statistics/records.js';
import { groupSignals } from '../../statistics/signal_groups.js';
import { signalLevels } from '../../statistics/signal_levels.js';
import { aroundTrueMean, spreadOf } from '../../statistics/signal_spread.js';
import { forecastWeek } from '../../statistics/signal_totals.js';
import { holm, stepUp } from '../../statistics/step_up.js';
import { drawNull, type NullWorld } from './null_reports.js';

/** How often reports on a world without anything unusual would contain a highlight. */
export interface ReportCalibration {
  readonly name: string;
  readonly reports: number;
  /** share of reports with any false highlight, and the upper 95 % Monte Carlo limit of that share */
  readonly falsely: number;
  readonly falsely_high: number;
  readonly by_groups: number;
  readonly by_totals: number;
  readonly records_seen: number;
  readonly records_expected: number;
}

export interface ReportSize {
  readonly groups: number;
  readonly goals: number;
  readonly weeks: number;
}

/** Chances of records cost more than all signals together: they are computed in one report of three. */
const recordsEvery = 3;

export const usualSize: ReportSize = { groups: 200, goals: 2, weeks: 61 };

/** Draws a null world repeatedly and applies the report's rule to it; a campaign is in the calendar, so its total is not judged. */
export function calibrateReports(
  world: NullWorld,
  reports: number,
  seed: number,
  { groups, goals, weeks }: ReportSize = usualSize,
): ReportCalibration {
  let [any, byGroups, byTotals, seen, expected] = [0, 0, 0, 0, 0];
  for (let report = 0; report < reports; report++) {
    const drawn = Array.from({ length: goals }, (_, goal) =>
      drawNull(world, world.groups ?? groups, weeks, `${seed}:${report}:${goal}`).filter((row) =>
        row.some((y) => y > 0),
      ),
    );
    const p = drawn.flatMap((rows) => groupSignals(rows).map((one) => one.p));
    const ofGroups = stepUp(p, signalLevels.groups).some((is) => is);
    const ofTotals = world.campaign === undefined && totalsStandOut(drawn);
    if (report % recordsEvery === 0) {
      const records = recordsOf(drawn[0] ?? []);
      seen += records.seen;
      expected += records.expected;
    }
    byGroups += ofGroups ? 1 : 0;
    byTotals += ofTotals ? 1 : 0;
    any += ofGroups || ofTotals ? 1 : 0;
  }
  return {
    name: world.name,
    reports,
    falsely: any / reports,
    falsely_high: wilson(any, reports).high,
    by_groups: byGroups / reports,
    by_totals: byTotals / reports,
    records_seen: seen / Math.ceil(reports / recordsEvery),
    records_expected: expected / Math.ceil(reports / recordsEvery),
  };
}

function sums(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
}

function totalsStandOut(drawn: readonly (readonly (readonly number[])[])[]): boolean {
  const p = drawn.map((rows) => {
    const total = sums(rows);
    const last = total.length - 1;
    return forecastWeek(total[last] ?? 0, last, total.slice(0, -1))?.p ?? 1;
  });
  return holm(p, signalLevels.totals).some((is) => is);
}

/** The number of records, and how many are expected by chance, as counted by part 5. */
function recordsOf(rows: readonly (readonly number[])[]): { seen: number; expected: number } {
  if (rows.length === 0) return { seen: 0, expected: 0 };
  const totals = sums(rows);
  const exposures = rows.map((row) => totals.map((total, at) => Math.max(total - (row[at] ?? 0), 1e-9)));
  const { phi, covariances: seen } = spreadOf(rows, exposures);
  const covariances = aroundTrueMean(seen, totals.length - 1);
  return countRecords(
    rows.map((landed, at) => {
      const exposure = exposures[at] ?? [];
      const scale = landed.reduce((sum, y) => sum + y, 0) / exposure.reduce((sum, share) => sum + share, 0);
      return { landed, mean: exposure.map((share) => share * scale), phi, covariances };
    }),
  );
}
