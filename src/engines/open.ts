import { inNative } from '../contract/native_calls.js';
import type { Engine, EngineChoice, EngineRoom } from './engine.js';

type Open = (choice: EngineChoice, room: EngineRoom) => Promise<Engine>;

const engines: Readonly<Record<EngineChoice['kind'], Open>> = {
  duckdb: async (_choice, room) => (await inNative(() => import('./duckdb/engine.js'))).openDuckdb(room),
  spark: async (choice, room) => (await inNative(() => import('./spark/engine.js'))).openSpark(choice, room),
};

/** Opens the engine that was chosen. */
export function openEngine(choice: EngineChoice, room: EngineRoom): Promise<Engine> {
  return engines[choice.kind](choice, room);
}
