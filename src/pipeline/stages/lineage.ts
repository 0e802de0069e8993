import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';

/** Puts the table `lineage_labels`: groups connected by splits, merges or migrations up to as_of, and the smallest number among them. */
export async function putLineageLabels(engine: Engine): Promise<void> {
  const edges = await readRows(
    engine,
    { from_no: 'number', to_no: 'number' },
    `SELECT DISTINCT f.group_no AS from_no, t.group_no AS to_no
    FROM in_group_lineage x JOIN groups f ON f.group_id = x.from_group JOIN groups t ON t.group_id = x.to_group
    CROSS JOIN settings s WHERE x.problem IS NULL AND x.at_us <= s.as_of_us ORDER BY from_no, to_no`,
  );
  const labels = componentLabels(edges.map(({ from_no, to_no }) => [from_no, to_no]));
  await engine.put(
    'lineage_labels',
    { group_no: 'BIGINT', unit_no: 'BIGINT' },
    [...labels].map(([group_no, unit_no]) => ({ group_no, unit_no })),
  );
}

/** The smallest number of the connected component of every number that an edge names. */
export function componentLabels(edges: readonly (readonly [number, number])[]): Map<number, number> {
  const above = new Map<number, number>();
  const root = (node: number): number => {
    let top = node;
    while ((above.get(top) ?? top) !== top) top = above.get(top)!;
    for (let at = node; at !== top; ) {
      const next = above.get(at) ?? top;
      above.set(at, top);
      at = next;
    }
    return top;
  };
  for (const [from, to] of edges) {
    const [a, b] = [root(from), root(to)];
    above.set(a, Math.min(a, b));
    above.set(b, Math.min(a, b));
  }
  return new Map([...above.keys()].sort((a, b) => a - b).map((node) => [node, root(node)]));
}
