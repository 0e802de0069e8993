import { dirname, resolve } from 'node:path';
import type { Config, EngineConfig } from '../config/config.js';
import { usageError } from '../contract/errors.js';

/** What every command that opens an engine takes, as typed. */
export interface EngineOptions {
  readonly engine?: string;
  readonly master?: string;
  readonly memory?: string;
  readonly threads?: string;
}

/** The same, checked. */
export interface EngineSettings {
  readonly engine?: EngineConfig['kind'];
  readonly master?: string;
  readonly memory?: string;
  readonly threads?: number;
}

/** Options as typed, with --engine, --master, --memory and --threads checked. */
export function checkedOptions<T extends EngineOptions>(
  typed: T,
): Omit<T, keyof EngineOptions> & EngineSettings {
  const { engine, master, memory, threads, ...rest } = typed;
  return {
    ...rest,
    ...engineOption(engine),
    ...(master === undefined ? {} : { master }),
    ...memoryOption(memory),
    ...threadsOption(threads),
  };
}

/** Refuses settings of the engine that the command line would refuse: a program passes them in as values, past its checks. */
export function refuseSettings({ threads, ...others }: EngineSettings): void {
  checkedOptions({ ...others, ...(threads === undefined ? {} : { threads: String(threads) }) });
}

/** The engine of a run: that of --engine and --master, otherwise that of the configuration; a warehouse path is relative to its folder. */
export function chosenEngine(config: Config, asked: EngineSettings): EngineConfig {
  const { engine } = config;
  const kind = asked.engine ?? engine.kind;
  if (asked.master !== undefined && kind !== 'spark')
    throw usageError(
      `--master: found "${asked.master}" with the engine ${kind}, but it is only for spark.`,
      'Add --engine spark.',
    );
  const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(engine.warehouse ?? '');
  const warehouse =
    engine.warehouse === null || isUrl ? engine.warehouse : resolve(dirname(config.path), engine.warehouse);
  return { ...engine, kind, master: asked.master ?? engine.master, warehouse };
}

function engineOption(engine: string | undefined): { engine?: EngineConfig['kind'] } {
  if (engine === undefined) return {};
  if (engine !== 'duckdb' && engine !== 'spark')
    throw usageError(`--engine: found "${engine}", expected duckdb or spark.`, 'Leave it out for duckdb.');
  return { engine };
}

function memoryOption(memory: string | undefined): { memory?: string } {
  if (memory === undefined) return {};
  if (!/^\d{1,9}(\.\d+)?\s*(MB|GB|MiB|GiB)$/i.test(memory) || bytesOf(memory) === 0)
    throw usageError(`--memory: found "${memory}", expected a size.`, 'Write it like 2GB or 800MB.');
  return { memory };
}

/** A size as written, in bytes. */
export function bytesOf(size: string): number {
  const [, number, unit] = /^([\d.]+)\s*(\w+)$/.exec(size) ?? [];
  const power = unit?.toUpperCase().startsWith('M') ? 2 : 3;
  return Number(number) * (/i/i.test(unit ?? '') ? 1024 : 1000) ** power;
}

function threadsOption(threads: string | undefined): { threads?: number } {
  if (threads === undefined) return {};
  const count = Number(threads);
  if (!Number.isInteger(count) || count < 1 || count > 1024)
    throw usageError(
      `--threads: found "${threads}", expected a whole number from 1 to 1024.`,
      'Leave it out to use every core.',
    );
  return { threads: count };
}

/** The light that --fail-on names. */
export function lightOption(light: string | undefined): 'red' | 'yellow' | undefined {
  if (light === undefined || light === 'red' || light === 'yellow') return light;
  throw usageError(`--fail-on: found "${light}", expected red or yellow.`, 'Leave it out to exit with 0.');
}

/** The way that --kernel asks for. */
export function kernelOption(kernel: string | undefined): { kernel?: 'arrays' | 'sql' } {
  if (kernel === undefined) return {};
  if (kernel === 'arrays' || kernel === 'sql') return { kernel };
  throw usageError(`--kernel: found "${kernel}", expected arrays or sql.`, 'Leave it out for arrays.');
}

/** The names of an option that takes several, separated by commas. */
export function namesIn(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
