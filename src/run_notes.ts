import type { Config } from './config.js';
import { cumulativeGoals } from './cumulative.js';
import type { Engine } from './engines/engine.js';
import { countedNotes, type Note } from './notes.js';
import type { PublishedTable } from './publish/table.js';
import type { Source } from './sources/load.js';

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
  const strange = config.inputs.exclusions === undefined ? [] : await unknownIdTypes(engine);
  const cumulative = await cumulativeGoals(engine);
  return [...notes, ...strange, ...cumulative.map((found): Note => ({ kind: 'cumulative', ...found }))];
}

/** Types of excluded ids that no identity has: most likely a slip of the pen. */
async function unknownIdTypes(engine: Engine): Promise<Note[]> {
  const rows = await engine.rows(`SELECT e.id_type, count(*) AS exclusions FROM in_exclusions e
    ANTI JOIN (SELECT DISTINCT split_part(node_key, ':', 1) AS known_type FROM identity_nodes) t ON t.known_type = e.id_type
    WHERE e.problem IS NULL AND e.id_type NOT IN ('member', 'user') GROUP BY e.id_type ORDER BY e.id_type`);
  return rows.map(({ id_type, exclusions }) => ({
    kind: 'unknown_id_type',
    id_type: String(id_type),
    count: Number(exclusions),
  }));
}
