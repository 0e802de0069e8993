/** A real cluster: both executors work, a worker that dies in the middle of a stage changes nothing, and the figures are those of DuckDB. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Cluster, startCluster } from '../../bench/spark_cluster.js';
import { removeProjects, runIn, writeProject } from '../black_box.js';
import { expectSameTables } from './compare.js';
import { zulip, zulipData, zulipIsThere } from './lean_zulip.js';
import { removeSettings, sparkSettings } from './settings.js';

let cluster: Cluster;

beforeAll(async () => {
  if (zulipIsThere) cluster = await startCluster();
});

afterAll(() => {
  cluster?.stop();
  removeProjects();
  removeSettings();
});

/** Tasks that ended well, by executor. */
function tasksByExecutor(eventLog: string): Record<string, number> {
  const tasks: Record<string, number> = {};
  for (const file of readdirSync(eventLog)) {
    for (const line of readFileSync(join(eventLog, file), 'utf8').split('\n')) {
      if (!line.startsWith('{"Event":"SparkListenerTaskEnd"')) continue;
      const event = JSON.parse(line);
      const executor = String(event['Task Info']['Executor ID']);
      if (event['Task End Reason'].Reason === 'Success') tasks[executor] = (tasks[executor] ?? 0) + 1;
    }
  }
  return tasks;
}

/** Waits until Spark writes the stage, which is the middle of it. */
async function untilWritten(stage: string, out: string): Promise<void> {
  const folder = join(dirname(out), '.spark.stages');
  for (;;) {
    try {
      const made = readdirSync(folder).find((name) => name.startsWith(`${stage}.`));
      if (made !== undefined && readdirSync(join(folder, made)).includes('_temporary')) return;
    } catch {
      // not there yet
    }
    await sleep(20);
  }
}

test.skipIf(!zulipIsThere)(
  'lean-zulip, half a year: two executors, one of them killed in the middle of a stage, and the same tables',
  async () => {
    const project = writeProject({ 'grouplift.yaml': zulip(join(zulipData, 'slice-2024h2'), 'slice') });
    const duckdb = await runIn(project, { out: 'duckdb' });
    const { env, eventLog } = sparkSettings();
    let isOver = false;
    const killed = untilWritten('credit_rows', join(project, 'spark')).then(() => {
      if (!isOver) cluster.killWorker(1);
      return !isOver;
    });
    onTestFinished(() => {
      isOver = true;
    });
    const spark = await runIn(project, {
      out: 'spark',
      args: ['--engine', 'spark', '--master', cluster.master],
      env,
    });
    isOver = true;
    expect([duckdb.code, spark.code]).toEqual([0, 0]);
    expect(await killed).toBe(true);
    const tasks = tasksByExecutor(eventLog);
    expect(Object.keys(tasks).length).toBeGreaterThanOrEqual(2);
    expect(
      Math.min(
        ...Object.values(tasks)
          .sort((a, b) => b - a)
          .slice(0, 2),
      ),
    ).toBeGreaterThan(5);
    await expectSameTables(duckdb.out, spark.out);
  },
);
