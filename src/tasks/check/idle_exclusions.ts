import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';

/** A type of excluded ids that no identity has, and its number of exclusions: most likely a typo. */
export interface IdleExclusion {
  readonly id_type: string;
  readonly count: number;
}

/** Types of excluded ids besides member and user that are not among the identities. */
export async function idleExclusions(engine: Engine): Promise<IdleExclusion[]> {
  return readRows(
    engine,
    { id_type: 'text', count: 'number' },
    `SELECT e.id_type, count(*) AS count FROM in_exclusions e
    ANTI JOIN (SELECT DISTINCT split_part(node_key, ':', 1) AS known_type FROM identity_nodes) t ON t.known_type = e.id_type
    WHERE e.problem IS NULL AND e.id_type NOT IN ('member', 'user') GROUP BY e.id_type ORDER BY e.id_type`,
  );
}

/** The types of ids that can be excluded: member, user, and those of the identities. */
export async function idTypes(engine: Engine): Promise<string[]> {
  const found = await readRows(
    engine,
    { id_type: 'text' },
    "SELECT DISTINCT split_part(node_key, ':', 1) AS id_type FROM identity_nodes ORDER BY id_type",
  );
  return [...new Set(['member', 'user', ...found.map(({ id_type }) => id_type)])];
}
