/** What one step of a run cost. */
export interface Timing {
  readonly stage: string;
  /** rows of the table it made; null if it made none */
  readonly rows: number | null;
  readonly seconds: number;
  /** CPU seconds of this process, all threads together; not including an engine elsewhere */
  readonly cpu_seconds: number;
}

/** Runs a step, adds its cost to `timings` and returns what it returned; a number is the rows of the table made. */
export async function timed<T>(timings: Timing[], stage: string, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  timings.push({
    stage,
    rows: typeof result === 'number' ? result : null,
    seconds: (performance.now() - started) / 1000,
    cpu_seconds: (user + system) / 1e6,
  });
  return result;
}
