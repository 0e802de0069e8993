import type { Engine } from '../engines/engine.js';
import { readRow } from '../engines/typed_rows.js';

/** How many groups at a time: with three years of weeks, about 150,000 rows. */
const groupsAtOnce = 1000;

/** Conditions on group_no that together cover every group, in order, some groups each. */
export async function groupPages(engine: Pick<Engine, 'rows'>): Promise<string[]> {
  const { last } = await readRow(
    engine,
    { last: 'number' },
    'SELECT coalesce(max(group_no), 0) AS last FROM groups',
  );
  return pagesUpTo(last);
}

/** Conditions that cover the groups 1 to `last`, each once. */
export function pagesUpTo(last: number): string[] {
  return Array.from({ length: Math.ceil(last / groupsAtOnce) }, (_, page) => {
    const before = page * groupsAtOnce;
    return `group_no > ${before} AND group_no <= ${before + groupsAtOnce}`;
  });
}
