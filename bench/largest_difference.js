// How far the credit of groups in a ledger is from that of another program's rows.
import { DuckDBInstance } from '@duckdb/node-api';

const models = ['first_touch', 'last_touch', 'linear', 'position_based', 'time_decay'];

/** One sentence; `rows` has credit as shares of 1, `ledger` in millionths. Both are Parquet files with a column group_id. */
export async function largestDifference(rows, ledger) {
  const connection = await (await DuckDBInstance.create(':memory:', { memory_limit: '2GB' })).connect();
  const sums = (path, unit) =>
    `SELECT group_id, ${models.map((model) => `sum(${model}) / ${unit} AS ${model}`).join(', ')} FROM '${path.replaceAll("'", "''")}' WHERE group_id IS NOT NULL GROUP BY group_id`;
  const off = models.map((model) => `abs(coalesce(a.${model}, 0) - coalesce(b.${model}, 0))`);
  const result = await connection.runAndReadAll(
    `SELECT max(greatest(${off.join(', ')})) FROM (${sums(rows, '1.0')}) a FULL JOIN (${sums(ledger, '1e6')}) b USING (group_id)`,
  );
  connection.closeSync();
  return `no group's credit differs by more than ${Number(result.getRows()[0]?.[0]).toFixed(4)}`;
}
