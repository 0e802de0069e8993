import { cumulativeGoals } from '../check/cumulative.js';
import { idleExclusions } from '../check/idle_exclusions.js';
import type { Config } from '../config/config.js';
import type { Engine } from '../engines/engine.js';
import type { PublishedTable } from '../publish/index.js';
import { encodingsRead } from '../sources/encodings_read.js';
import type { Source } from '../sources/load.js';
import { countedNotes, type Note } from './note.js';

/** Everything that the reader of this run should know besides its figures. */
export async function runNotes(
  engine: Engine,
  config: Config,
  sources: readonly Source[],
  tables: readonly PublishedTable[],
): Promise<Note[]> {
  const checks = await engine.rows(
    'SELECT c.*, (SELECT count(*) FROM reach_rules) AS touch_kinds FROM goal_checks c ORDER BY goal_no',
  );
  const notes: Note[] = [];
  if (config.inputs.memberships === undefined) notes.push({ kind: 'no_memberships' });
  if (checks.some((row) => row.touch_kinds === 0)) notes.push({ kind: 'no_touch_kinds' });
  for (const source of sources) {
    for (const file of source.repeats)
      notes.push({ kind: 'repeated_file', file: file.name, table: source.table });
    for (const { files, ...how } of encodingsRead(source.files))
      if (how.encoding !== 'utf-8')
        notes.push({
          kind: 'encoding',
          table: source.table,
          file: files[0] ?? '',
          count: files.length,
          ...how,
        });
    for (const { rule, count, file, first_line: line } of source.skipped)
      notes.push({ kind: 'skipped_rows', rule, count, file, line });
    for (const { rows, ...place } of source.rows_inside)
      notes.push({ kind: 'rows_inside', count: rows, ...place });
    if (source.ambiguous > 0)
      notes.push({ kind: 'ambiguous_times', count: source.ambiguous, table: source.table });
  }
  for (const kind of countedNotes) {
    const count = tables.find((table) => table.name === kind)?.rows.length ?? 0;
    if (count > 0) notes.push({ kind, count });
  }
  const withoutValue = checks.reduce(
    (sum, row) => sum + (config.goals[Number(row.goal_no) - 1]?.value ? Number(row.without_value) : 0),
    0,
  );
  if (withoutValue > 0) notes.push({ kind: 'without_value', count: withoutValue });
  const strange = config.inputs.exclusions === undefined ? [] : await idleExclusions(engine);
  const cumulative = await cumulativeGoals(engine);
  return [
    ...notes,
    ...strange.map((found): Note => ({ kind: 'idle_exclusions', ...found })),
    ...cumulative.map((found): Note => ({ kind: 'cumulative', ...found })),
  ];
}
