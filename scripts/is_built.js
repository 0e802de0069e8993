/** Whether `dist/` holds what `src/` says: no source is newer than the build. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function newest(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => changed(join(entry.parentPath, entry.name))),
  );
}

export function isBuilt(root) {
  const built = changed(join(root, 'dist', 'cli.js'));
  return built > 0 && built >= Math.max(newest(join(root, 'src')), changed(join(root, 'tsconfig.json')));
}
