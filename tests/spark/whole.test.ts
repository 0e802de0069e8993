/** All of a real community, 9.8 million pairs, on one machine with the memory that Spark has by default: the tables are those of DuckDB. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeProjects, runIn, writeProject } from '../black_box.js';
import { expectSameTables } from './compare.js';
import { zulip, zulipData, zulipIsThere } from './lean_zulip.js';
import { removeSettings, sparkSettings } from './settings.js';

const isThere = zulipIsThere && existsSync(join(zulipData, 'activities.parquet'));

/** What is compiled once here runs for minutes, so the optimising compiler pays. */
const forLargeRuns = {
  'spark.driver.extraJavaOptions': '-XX:+UseSerialGC',
  'spark.sql.shuffle.partitions': '8',
};

afterAll(() => {
  removeProjects();
  removeSettings();
});

test.skipIf(!isThere)('lean-zulip, all of it, with 1 GB', { timeout: 1_200_000 }, async () => {
  const project = writeProject({ 'grouplift.yaml': zulip(zulipData, 'all') });
  const duckdb = await runIn(project, { out: 'duckdb' });
  const spark = await runIn(project, {
    out: 'spark',
    args: ['--engine', 'spark', '--master', 'local[2]'],
    env: sparkSettings(forLargeRuns).env,
  });
  expect(spark.stderr).not.toContain('error:');
  expect([duckdb.code, spark.code]).toEqual([0, 0]);
  await expectSameTables(duckdb.out, spark.out);
});
