import type { Engine } from '../../engines/engine.js';
import { readTable } from '../../engines/typed_rows.js';
import { groups } from '../../publish/groups.js';
import { openPublished } from './published_table.js';

/** The names of the groups; a name that several share is followed by the id. */
export async function groupNames(engine: Engine, folder: string): Promise<ReadonlyMap<string, string>> {
  const { group_id, name } = groups.columns;
  await openPublished(engine, 'named_groups', folder, { name: groups.name, columns: { group_id, name } });
  const rows = await readTable(
    engine,
    'named_groups',
    { group_id: 'text', name: 'text?' },
    'ORDER BY group_id',
  );
  const uses = new Map<string, number>();
  for (const { name } of rows) if (name !== null) uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map(
    rows.map(({ group_id, name }) => {
      if (name === null) return [group_id, group_id];
      return [group_id, uses.get(name) === 1 ? name : `${name} (${group_id})`];
    }),
  );
}
