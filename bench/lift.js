/**
 * One claim on 100,000 groups, 104 weeks and 50 dates, every check: node bench/lift.js [groups]
 * Prints seconds, CPU seconds and peak memory of the reading, including the panel itself.
 */

import { defaultThresholds } from '../dist/lift/checks/thresholds.js';
import { readClaims } from '../dist/lift/readings/read_claims.js';
import { stream, unit } from '../dist/statistics/random.js';

const groups = Number(process.argv[2] ?? 100_000);
const [weeks, dates] = [104, 50];
const random = stream(1, 'bench lift');
const first_treated = Int32Array.from({ length: groups }, () =>
  unit(random) < 0.5 ? -1 : 20 + Math.floor(dates * unit(random)),
);
const panel = {
  unit_ids: Array.from({ length: groups }, (_, i) => `g${String(i).padStart(6, '0')}`),
  period_labels: Array.from({ length: weeks }, (_, t) => `week ${t}`),
  first_treated,
  weight: Float64Array.from({ length: groups }, () => 20 + Math.floor(200 * unit(random))),
  activity: Float64Array.from({ length: groups }, () => unit(random)),
  outcome: Float64Array.from({ length: groups * weeks }, (_, cell) => {
    const date = first_treated[Math.floor(cell / weeks)];
    return 0.1 * unit(random) + (date >= 0 && cell % weeks >= date ? 0.01 : 0);
  }),
};
const claim = {
  panel,
  estimator: null,
  randomised: null,
  events: null,
  shared_members: 0,
  overlap: 0,
  smallest_useful: null,
};

const [started, cpu] = [performance.now(), process.cpuUsage()];
const [reading] = readClaims([claim], defaultThresholds, 1);
const used = process.cpuUsage(cpu);
console.log(
  `${groups} groups, ${weeks} weeks, ${dates} dates, ${reading.checks.length} checks: ${reading.verdict}`,
);
console.log(
  `  ${((performance.now() - started) / 1000).toFixed(1)} s, CPU ${((used.user + used.system) / 1e6).toFixed(1)} s`,
);
console.log(`  peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
