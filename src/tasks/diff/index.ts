import { usageError } from '../../contract/errors.js';
import type { EngineSettings } from '../../project/options.js';
import type { Progress } from '../../project/progress.js';
import { inDuckdb } from '../../project/scratch.js';
import { csv } from '../../text/csv.js';
import { type Figure, groupCauseSums } from './changes.js';
import { type Comparison, compareRuns } from './compare.js';
import { groupNames } from './group_names.js';
import { changedBetween, openRun, otherMoney, type RunSaid } from './run_folder.js';
import { differenceLines, inMajor } from './sentences.js';
import { weekLines } from './weeks.js';

export interface DiffOptions extends Pick<EngineSettings, 'memory' | 'threads'> {
  readonly format: string;
}

const formats = ['text', 'csv', 'json'];

/** Why two runs differ: for the same period row by row, with the cause of every difference; for two periods group by group. */
export async function diffRuns(
  first: string,
  second: string,
  options: DiffOptions,
  progress: Progress,
): Promise<string> {
  if (!formats.includes(options.format))
    throw usageError(
      `--format: found "${options.format}", expected text, csv or json.`,
      'Leave it out for text.',
    );
  const [before, after] = [await openRun(first), await openRun(second)];
  return inDuckdb(options, progress, async (engine) => {
    if (!samePeriod(before.said, after.said)) return weekLines(engine, before, after, options.format);
    refuseOtherMoney(before.said, after.said);
    const changed = changedBetween(before.said, after.said);
    const comparison = await compareRuns(engine, {
      before,
      after,
      changed,
    });
    if (options.format === 'csv') {
      const names = ['goal', 'conversion_id', 'group_id', 'figure', 'cause', 'delta'] as const;
      const rows = comparison.changes.map((change) => ({
        ...change,
        delta: inMajor(change.delta, change, after.said),
      }));
      return csv(
        names,
        rows.map((row) => names.map((name) => row[name])),
      );
    }
    if (options.format === 'json')
      return `${JSON.stringify(forPrograms(comparison, changed, after.said), null, 2)}\n`;
    const names = await groupNames(engine, after.folder);
    return `${differenceLines(comparison, before.said, after.said, changed, names).join('\n')}\n`;
  });
}

function samePeriod(before: RunSaid, after: RunSaid): boolean {
  return before.period.from === after.period.from && before.period.to === after.period.to;
}

function refuseOtherMoney(before: RunSaid, after: RunSaid): void {
  const other = otherMoney(before.goals, after.goals);
  if (other === null) return;
  throw usageError(
    `The goal "${other.goal}" is in ${other.before} in the first run and in ${other.after} in the second.`,
    'Compare runs with the same currency.',
  );
}

/** Everything that is known, for programs; money in the major unit. */
function forPrograms(comparison: Comparison, changed: ReturnType<typeof changedBetween>, said: RunSaid) {
  const withDelta = <One extends { goal: string; figure: Figure; delta: number }>(one: One) => ({
    ...one,
    delta: inMajor(one.delta, one, said),
  });
  return {
    changed: plain(changed),
    figures: comparison.figures.map((pair) => ({
      ...pair,
      before: inMajor(pair.before, pair, said),
      after: inMajor(pair.after, pair, said),
    })),
    changes: comparison.changes.map(withDelta),
    by_group: groupCauseSums(comparison.changes).map(withDelta),
  };
}

function plain(changed: ReturnType<typeof changedBetween>) {
  const { data, readings, rules, ...rest } = changed;
  return { ...rest, data: [...data], readings: [...readings], rules: [...rules] };
}
