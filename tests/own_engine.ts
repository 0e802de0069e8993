import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openDuckdb } from '../src/engines/duckdb/engine.js';

/** An engine for the tests of one file, in a folder that goes with it. */
export async function ownEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-'));
  const engine = await openDuckdb({
    scratch: join(folder, 'scratch'),
    stages: join(folder, 'stages'),
    finished: 'drop',
    memory: '1GB',
    threads: 2,
  });
  afterAll(() => {
    engine.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return engine;
}
