import { readRows } from '../../engines/typed_rows.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew } from './findings.js';

/** Nodes of one period with the same metric: a metric names a goal, so that each of them is compared with all of its results. */
export async function sharedTargetFindings({ engine, config }: Checked): Promise<Finding[]> {
  if (config.inputs.targets === undefined) return [];
  const rows = await readRows(
    engine,
    { period: 'text', metric: 'text', node: 'text' },
    `WITH nodes AS (SELECT DISTINCT period, metric, node FROM in_targets WHERE problem IS NULL AND metric IS NOT NULL)
    SELECT n.period, n.metric, n.node FROM nodes n JOIN (
      SELECT period AS of_period, metric AS of_metric FROM nodes GROUP BY period, metric HAVING count(*) > 1) s
    ON s.of_period = n.period AND s.of_metric = n.metric ORDER BY n.period, n.metric, n.node`,
  );
  const [first] = rows;
  if (first === undefined) return [];
  const { period, metric } = first;
  const nodes = rows.filter((row) => row.period === period && row.metric === metric).map(({ node }) => node);
  return [
    {
      level: 'warning',
      text: `inputs.targets: ${rows.length} targets share their period and metric with another node, such as ${visible(metric)} of ${visible(period)} (${firstFew(nodes)}): each is compared with all results of that goal, not with a part of them.`,
      hint: 'For the target of a part, declare a goal that matches the part, and name that goal in metric; otherwise keep one node.',
    },
  ];
}
