// Runs the command line in this process and prints what it cost as one JSON line.
import { main } from '../dist/cli.js';

const log = process.stdout.write.bind(process.stdout);
process.stdout.write = (text) => process.stderr.write(text);
const started = performance.now();
const exit_code = await main([process.execPath, 'grouplift', ...process.argv.slice(2)]);
const usage = process.resourceUsage();
log(
  `${JSON.stringify({ exit_code, cpu_s: (usage.userCPUTime + usage.systemCPUTime) / 1e6, wall_s: (performance.now() - started) / 1000, peak_mb: usage.maxRSS / 1000 })}\n`,
);
process.exitCode = exit_code;
