import type { Engine } from '../../engines/engine.js';
import type { RestatedRows } from '../../report/published.js';
import { causeSums, groupCauseSums } from '../diff/changes.js';
import { compareRuns } from '../diff/compare.js';
import { changedBetween, type RunSaid, runIn } from '../diff/run_folder.js';

/** Why the totals differ from those of an earlier run, by cause, and by group and cause; null: the earlier run kept no rows, or used another currency. */
export async function restatedRows(
  engine: Engine,
  earlier: string,
  staging: string,
  said: RunSaid,
): Promise<RestatedRows | null> {
  const before = runIn(earlier);
  if (before === null) return null;
  const money = (run: RunSaid) =>
    JSON.stringify(run.goals.map(({ goal, digits, currency }) => [goal, digits, currency]));
  if (money(before.said) !== money(said)) return null;
  const { changes } = await compareRuns(engine, {
    before,
    after: { folder: staging, said },
    changed: changedBetween(before.said, said),
  });
  const inMajor = <Sum extends { goal: string; figure: string; delta: number }>(sum: Sum): Sum => {
    const digits = said.goals.find(({ goal }) => goal === sum.goal)?.digits ?? 2;
    return { ...sum, delta: sum.figure === 'value_net' ? sum.delta / 10 ** digits : sum.delta };
  };
  return { causes: causeSums(changes).map(inMajor), by_group: groupCauseSums(changes).map(inMajor) };
}
