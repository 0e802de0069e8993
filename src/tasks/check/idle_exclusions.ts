import type { Engine } from '../../engines/engine.js';

/** A type of excluded ids that no identity has, and how many exclusions are of it: most likely a slip of the pen. */
export interface IdleExclusion {
  readonly id_type: string;
  readonly count: number;
}

/** Types of excluded ids besides member and user that are not among the identities. */
export async function idleExclusions(engine: Engine): Promise<IdleExclusion[]> {
  const rows = await engine.rows(`SELECT e.id_type, count(*) AS exclusions FROM in_exclusions e
    ANTI JOIN (SELECT DISTINCT split_part(node_key, ':', 1) AS known_type FROM identity_nodes) t ON t.known_type = e.id_type
    WHERE e.problem IS NULL AND e.id_type NOT IN ('member', 'user') GROUP BY e.id_type ORDER BY e.id_type`);
  return rows.map(({ id_type, exclusions }) => ({ id_type: String(id_type), count: Number(exclusions) }));
}
