// The minimum that reading an export costs: decoding and splitting its lines, or JSON.parse of the whole. Prints one JSON line.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const [how, path] = process.argv.slice(2);
if (how === 'split') {
  const file = openSync(path);
  const buffer = Buffer.alloc(1 << 20);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for (;;) {
    const read = readSync(file, buffer, 0, buffer.length, null);
    if (read === 0) break;
    rest = (rest + decoder.decode(buffer.subarray(0, read), { stream: true })).split('\n').pop() ?? '';
  }
  closeSync(file);
} else JSON.parse(readFileSync(path, 'utf8'));
const usage = process.resourceUsage();
console.log(
  JSON.stringify({ cpu_s: (usage.userCPUTime + usage.systemCPUTime) / 1e6, peak_mb: usage.maxRSS / 1000 }),
);
