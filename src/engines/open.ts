import { inNative } from '../contract/native_calls.js';
import type { Engine, EngineChoice, EngineOptions } from './engine.js';

type Open = (choice: EngineChoice, options: EngineOptions) => Promise<Engine>;

const engines: Readonly<Record<EngineChoice['kind'], Open>> = {
  duckdb: async (_choice, options) =>
    (await inNative(() => import('./duckdb/engine.js'))).openDuckdb(options),
  spark: async (choice, options) =>
    (await inNative(() => import('./spark/engine.js'))).openSpark(choice, options),
};

/** Opens the engine that was chosen. */
export function openEngine(choice: EngineChoice, options: EngineOptions): Promise<Engine> {
  return engines[choice.kind](choice, options);
}
