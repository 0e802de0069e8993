import { usageError } from './errors.js';

/** What every command that opens an engine takes. */
export interface EngineOptions {
  readonly memory?: string;
  readonly threads?: string;
}

/** Checks --memory and --threads. */
export function engineOptions(options: EngineOptions): { memory?: string; threads?: number } {
  return { ...memoryOption(options.memory), ...threadsOption(options.threads) };
}

function memoryOption(memory: string | undefined): { memory?: string } {
  if (memory === undefined) return {};
  if (!/^\d+(\.\d+)?\s*(MB|GB|MiB|GiB)$/i.test(memory))
    throw usageError(`--memory: found "${memory}", expected a size.`, 'Write it as 2GB or 800MB.');
  return { memory };
}

function threadsOption(threads: string | undefined): { threads?: number } {
  if (threads === undefined) return {};
  const count = Number(threads);
  if (!Number.isInteger(count) || count < 1 || count > 1024)
    throw usageError(
      `--threads: found "${threads}", expected a whole number from 1.`,
      'Leave it out to use every core.',
    );
  return { threads: count };
}

/** The names of an option that takes several, separated by commas. */
export function namesIn(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
