// Installs the packages if they are missing or older than the lock file (npm install, not ci: a lock file made on one platform may lack
// the optional binaries of others), and builds if any source is newer than the build.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './is_built.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

if (changed(at('node_modules', '.package-lock.json')) < changed(at('package-lock.json')))
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
if (!isBuilt(root)) run(process.execPath, [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', root]);
