import { usageError } from '../../contract/errors.js';
import type { EngineSettings } from '../../project/options.js';
import type { Progress } from '../../project/progress.js';
import { inDuckdb } from '../../project/scratch.js';
import { csv } from '../../text/csv.js';
import { groupCauseSums } from './changes.js';
import { compareRuns } from './compare.js';
import { groupNames } from './group_names.js';
import { changedBetween, openRun, otherMoney, type RunSaid, tableOf } from './run_folder.js';
import { differenceLines } from './sentences.js';
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
      before: { path: tableOf(before.folder, 'results'), said: before.said },
      after: { path: tableOf(after.folder, 'results'), said: after.said },
      changed,
    });
    if (options.format === 'csv') {
      const names = ['goal', 'conversion_id', 'group_id', 'figure', 'cause', 'delta'] as const;
      const rows = comparison.changes.map((change) => names.map((name) => change[name]));
      return csv(names, rows);
    }
    if (options.format === 'json')
      return `${JSON.stringify({ changed: plain(changed), ...comparison, by_group: groupCauseSums(comparison.changes) }, null, 2)}\n`;
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

function plain(changed: ReturnType<typeof changedBetween>) {
  const { data, readings, rules, ...rest } = changed;
  return { ...rest, data: [...data], readings: [...readings], rules: [...rules] };
}
