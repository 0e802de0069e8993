// Installs the packages if they are missing or older than the lock file (npm install, not ci: a lock file made on one platform may lack
// the optional binaries of others), and builds if any source is newer than the build.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => changed(join(entry.parentPath, entry.name))),
  );
}

function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

if (changed(at('node_modules', '.package-lock.json')) < changed(at('package-lock.json')))
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
if (
  !existsSync(at('dist', 'cli.js')) ||
  changed(at('dist', 'cli.js')) < Math.max(newest(at('src')), changed(at('tsconfig.json')))
)
  run(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', root]);
