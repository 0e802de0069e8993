import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inNative } from '../contract/native_calls.js';
import { temporaryFolderError } from '../contract/system_errors.js';
import type { DuckdbEngine } from '../engines/duckdb/engine.js';
import type { Engine, EngineChoice, EngineOptions } from '../engines/engine.js';
import { discardHeld, nothingHeld } from './held.js';
import type { EngineSettings } from './options.js';
import { lifeOf, type Owner, thisOwner } from './output/owner.js';
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
    sign(folder);
    clearAbandoned(tmpdir(), folder);
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

/** In a temporary folder: whose it is. */
const ownerName = 'owner.json';

/** Says whose a temporary folder is; on a full disk it stays without that. */
function sign(folder: string): void {
  try {
    writeFileSync(join(folder, ownerName), JSON.stringify(thisOwner()));
  } catch {}
}

/** Removes the temporary folders of commands that were killed: those whose process on this machine has ended. */
function clearAbandoned(above: string, own: string): void {
  for (const name of namesIn(above)) {
    const folder = join(above, name);
    if (name.startsWith('grouplift-') && folder !== own && isAbandoned(folder))
      rmSync(folder, { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether the command whose folder this is has ended; whatever cannot be known for sure stays. */
function isAbandoned(folder: string): boolean {
  try {
    if (!lstatSync(folder).isDirectory()) return false;
    const owner = JSON.parse(readFileSync(join(folder, ownerName), 'utf8')) as Owner;
    return lifeOf(owner, thisOwner()) === 'dead';
  } catch {
    return false;
  }
}
