// Runs the command line as users do, with its work in a thread of its own, and prints what it cost as one JSON line, after all other output.
import { start } from '../dist/start.js';

const started = performance.now();
const exit_code = await start([process.execPath, 'grouplift', ...process.argv.slice(2)]);
const usage = process.resourceUsage();
console.log(
  JSON.stringify({
    exit_code,
    cpu_s: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    wall_s: (performance.now() - started) / 1000,
    peak_mb: usage.maxRSS / 1000,
  }),
);
process.exitCode = exit_code;
