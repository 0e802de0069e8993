/** Imports a folder that a test writes, as one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Imported, importedPaths } from './imported.js';

export async function importFolder(
  files: Readonly<Record<string, string>>,
  folder: string,
  options: Parameters<typeof importedPaths>[1] = {},
): Promise<Imported> {
  const root = mkdtempSync(join(tmpdir(), 'grouplift-folder-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    return await importedPaths([join(root, folder)], options);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
