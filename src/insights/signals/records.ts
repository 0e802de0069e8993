import type { Published } from '../../report/published.js';
import { countRecords } from '../../statistics/records.js';
import { aroundTrueMean, spreadOf } from '../../statistics/signal_spread.js';
import { mainGoal } from '../totals.js';
import { groupRows, weeksBefore } from './signals.js';

const fewest = 12;

/** The number of groups with their best week of the main goal, and how many are expected by chance alone; null if too few weeks are known. */
export function recordsOf(published: Published): { seen: number; expected: number } | null {
  const goal = mainGoal(published);
  const weeks = weeksBefore(published);
  if (goal === null || weeks.length < fewest) return null;
  const rows = [...groupRows(published, goal.goal, weeks).values()];
  if (rows.length === 0) return null;
  const totals = weeks.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
  const exposures = rows.map((row) => totals.map((total, at) => Math.max(total - (row[at] ?? 0), 1e-9)));
  const { phi, covariances: seen } = spreadOf(rows, exposures);
  const covariances = aroundTrueMean(seen, weeks.length - 1);
  const series = rows.map((landed, at) => {
    const exposure = exposures[at] ?? [];
    const scale = landed.reduce((sum, y) => sum + y, 0) / exposure.reduce((sum, share) => sum + share, 0);
    return { landed, mean: exposure.map((share) => share * scale), phi, covariances };
  });
  return countRecords(series);
}
