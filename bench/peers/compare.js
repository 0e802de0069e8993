// Runs the Python libraries on a table of paths and prints their CPU seconds and their errors against the exact answer.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Prints one line per library; `result` is the table that `grouplift paths --models markov` wrote. */
export function compare(file, result) {
  const exact = new Map(
    parse(readFileSync(result), { columns: true }).map((row) => [row.channel, Number(row.markov_conversions)]),
  );
  const python = join(here, '../out/peers/venv/bin/python');
  const output = execFileSync(python, [join(here, 'peers.py'), file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  for (const { peer, cpu_s, error, conversions } of lines.map((line) => JSON.parse(line)))
    console.log(
      `${peer.padEnd(30)} ${cpu_s.toFixed(2).padStart(8)} CPU s without reading the file; ${error ?? errorText(exact, conversions)}`,
    );
}

/** The sum of absolute differences, as a share of all conversions, and the largest relative one. */
function errorText(exact, found) {
  const total = [...exact.values()].reduce((sum, one) => sum + one, 0);
  const differences = [...exact].map(([channel, want]) => ({
    channel,
    off: Math.abs((found[channel] ?? 0) - want),
    want,
  }));
  const sum = differences.reduce((all, { off }) => all + off, 0);
  const worst = differences.reduce((most, one) => (one.off / one.want > most.off / most.want ? one : most));
  return `L1 error ${((100 * sum) / total).toFixed(2)} %, worst channel ${worst.channel} off by ${((100 * worst.off) / worst.want).toFixed(1)} %`;
}
