// Reads every column of every row of the Parquet files of a folder, and prints what that cost as one JSON line.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [folder, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const before = process.resourceUsage();
const started = performance.now();
for (const name of readdirSync(folder).filter((file) => file.endsWith('.parquet'))) {
  const from = `read_parquet('${join(folder, name).replaceAll("'", "''")}')`;
  const columns = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`))
    .getRowObjectsJson()
    .map((row) => `max("${row.column_name}")`);
  await connection.runAndReadAll(`SELECT count(*), ${columns.join(', ')} FROM ${from}`);
}
const usage = process.resourceUsage();
const cpu_s = (usage.userCPUTime + usage.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6;
console.log(
  JSON.stringify({ cpu_s, wall_s: (performance.now() - started) / 1000, peak_mb: usage.maxRSS / 1000 }),
);
