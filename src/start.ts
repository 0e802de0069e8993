import { exitCodes } from './contract/errors.js';
import { oldestNode } from './contract/version.js';

/** Runs a command line and returns its exit code. What needs a recent Node.js is loaded only if there is one. */
export async function start(argv: readonly string[]): Promise<number> {
  const refusal = refuseNode(process.versions.node, oldestNode);
  if (refusal !== null) {
    process.stderr.write(refusal);
    return exitCodes.usage;
  }
  const { main } = await import('./watcher.js');
  return main(argv);
}

/** What is reported for a Node.js that is too old; null for one that is not. Versions are written as 20.19 or 20.19.0. */
export function refuseNode(found: string, oldest: string): string | null {
  const parts = (version: string) => version.split('.').map(Number);
  const [major = 0, minor = 0] = parts(found);
  const [oldestMajor = 0, oldestMinor = 0] = parts(oldest);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `error: grouplift needs Node.js ${oldest} or newer, but this is ${found}.\n  hint: Install a newer Node.js (nodejs.org, or your version manager), and run again.\n`;
}
