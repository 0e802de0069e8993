// Runs one SQL query over the Parquet files of a folder, writes its rows as Parquet, and prints what that cost as one JSON line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [query, folder, result, threads, memory] = process.argv.slice(2);
process.chdir(folder);
const instance = await DuckDBInstance.create(':memory:', {
  threads,
  memory_limit: memory,
  temp_directory: join(folder, 'spill'),
});
const connection = await instance.connect();
const started = performance.now();
const written = await connection.runAndReadAll(
  `COPY (${readFileSync(query, 'utf8')}) TO '${result.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
);
const usage = process.resourceUsage();
console.log(
  JSON.stringify({
    rows: Number(written.getRows()[0]?.[0]),
    cpu_s: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    wall_s: (performance.now() - started) / 1000,
    peak_mb: usage.maxRSS / 1000,
  }),
);
