import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckdbEngine } from './engines/duckdb.js';
import type { Progress } from './progress.js';

/** What an engine may use of the machine. */
export interface ScratchOptions {
  readonly memory?: string;
  readonly threads?: number;
}

/** Memory of the database where none is asked for: a whole run then stays under 3.5 GB. */
export const defaultMemory = '2GB';

/** Works with an engine in a temporary folder, which is gone afterwards: at the end, on an error, on Ctrl-C. */
export async function inScratch<T>(
  options: ScratchOptions,
  progress: Progress,
  work: (engine: DuckdbEngine, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-'));
  const discard = () => rmSync(folder, { recursive: true, force: true });
  progress.holds(discard);
  let engine: DuckdbEngine | undefined;
  try {
    const { openDuckdb } = await import('./engines/duckdb.js');
    engine = await openDuckdb({
      folder,
      memory: options.memory ?? defaultMemory,
      threads: options.threads ?? null,
    });
    progress.watch(engine);
    return await work(engine, folder);
  } finally {
    engine?.close();
    discard();
  }
}
