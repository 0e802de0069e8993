import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inNative } from '../contract/native_calls.js';
import { temporaryFolderError } from '../contract/system_errors.js';
import type { DuckdbEngine } from '../engines/duckdb/engine.js';
import type { Engine, EngineChoice, EngineOptions } from '../engines/engine.js';
import { discardHeld, nothingHeld } from './held.js';
import type { EngineSettings } from './options.js';
import type { Progress } from './progress.js';

/** Memory of the database if none is requested: a whole run then stays under 3.5 GB. */
export const defaultMemory = '2GB';

/** What an engine may use of the machine. */
export type ScratchOptions = Pick<EngineSettings, 'memory' | 'threads'>;

/** Work with an engine in a temporary folder. */
type Work<E extends Engine, T> = (engine: E, folder: string) => Promise<T>;

/** Works with the chosen engine in a temporary folder, which is removed afterwards: at the end, on an error, on Ctrl-C. */
export async function inScratch<T>(
  choice: EngineChoice,
  options: ScratchOptions,
  progress: Progress,
  work: Work<Engine, T>,
): Promise<T> {
  const { openEngine } = await import('../engines/open.js');
  return inFolder((engineOptions) => openEngine(choice, engineOptions), options, progress, work);
}

/** The same with DuckDB: for commands that have no configuration to choose another engine. */
export async function inDuckdb<T>(
  options: ScratchOptions,
  progress: Progress,
  work: Work<DuckdbEngine, T>,
): Promise<T> {
  const { openDuckdb } = await inNative(() => import('../engines/duckdb/engine.js'));
  return inFolder(openDuckdb, options, progress, work);
}

async function inFolder<E extends Engine, T>(
  open: (engineOptions: EngineOptions) => Promise<E>,
  options: ScratchOptions,
  progress: Progress,
  work: Work<E, T>,
): Promise<T> {
  const folder = join(tmpdir(), `grouplift-${randomUUID()}`);
  const held = { ...nothingHeld, remove: [folder] };
  progress.holds(held);
  makeTemporary(folder);
  let engine: E | undefined;
  try {
    progress.stage('start', 0, 1);
    engine = await open({
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
    discardHeld(held);
    progress.holds(nothingHeld);
  }
}

function makeTemporary(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw temporaryFolderError(tmpdir(), error);
  }
}
