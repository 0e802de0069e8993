import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ownEngine } from '../own_engine.js';

const folder = mkdtempSync(join(tmpdir(), 'grouplift-freed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A C library other than glibc gives memory back by rules of its own. */
const isGlibc = JSON.stringify(process.report.getReport()).includes('"glibcVersionRuntime"');

it.runIf(isGlibc)('what a large table took is given back before the next one is written', async () => {
  const engine = await ownEngine();
  const wide = `SELECT i, md5(CAST(i AS VARCHAR)) AS a, md5(CAST(i + 1 AS VARCHAR)) AS b FROM range(1500000) t(i) ORDER BY a`;
  await engine.publishParquet({ select: wide, labels: {} }, join(folder, 'wide.parquet'));
  const held = process.memoryUsage.rss();
  await engine.publishParquet({ select: 'SELECT 1 AS one', labels: {} }, join(folder, 'one.parquet'));
  expect((held - process.memoryUsage.rss()) / 1e6).toBeGreaterThan(50);
});
