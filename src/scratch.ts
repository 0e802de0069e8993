import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, EngineChoice } from './engines/engine.js';
import { openEngine } from './engines/open.js';
import type { EngineSettings } from './options.js';
import type { Progress } from './progress.js';

/** Memory of the database where none is asked for: a whole run then stays under 3.5 GB. */
export const defaultMemory = '2GB';

/** The engine of commands that have no configuration to choose another. */
export const embedded: EngineChoice = { kind: 'duckdb', master: null, conf: {}, warehouse: null };

/** Works with an engine in a temporary folder, which is gone afterwards: at the end, on an error, on Ctrl-C. */
export async function inScratch<T>(
  choice: EngineChoice,
  options: EngineSettings,
  progress: Progress,
  work: (engine: Engine, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'grouplift-'));
  const discard = () => rmSync(folder, { recursive: true, force: true });
  progress.holds(discard);
  let engine: Engine | undefined;
  try {
    engine = await openEngine(choice, {
      scratch: folder,
      stages: join(folder, 'stages'),
      finished: 'drop',
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
