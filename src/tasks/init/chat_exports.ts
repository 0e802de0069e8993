import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../contract/errors.js';
import { importers } from '../../importers/index.js';
import { lists } from '../../importers/lists/index.js';
import { visible } from '../../text/printable.js';
import { findInputs } from '../import/find_files.js';

/** A chat export in the folder, and its format. */
export interface ChatExport {
  readonly name: string;
  readonly format: string;
}

/** Lists are tables, whose columns init can map; the files of all other importers contain events that no mapping can reach. */
const chatImporters = importers.filter((importer) => importer !== lists);

/** The format of a chat export, by its content; null for any other file. */
export async function chatExportOf(
  folder: string,
  name: string,
  scratch: string,
): Promise<ChatExport | null> {
  try {
    mkdirSync(scratch, { recursive: true });
    const { inputs } = await findInputs([join(folder, name)], scratch, null);
    const known = inputs.flatMap((input) => chatImporters.filter((importer) => importer.recognise(input)));
    return known[0] === undefined ? null : { name, format: known[0].name };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** The command that turns chat exports into tables. */
export function importCommand(folder: string, exports: readonly ChatExport[]): string {
  const files = exports.map(({ name }) => inShell(join(folder, name)));
  return `grouplift import ${files.join(' ')} --out ${inShell(join(folder, 'imported'))}`;
}

/** The exports whose tables are already in a folder next to them, according to the manifests of earlier imports. */
export function importedAmong(folder: string, exports: readonly ChatExport[]): ChatExport[] {
  const sources = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => sourcesOf(join(folder, name, 'manifest.json')));
  return exports.filter(({ name }) =>
    sources.some((source) => `/${source}/`.replaceAll('\\', '/').includes(`/${name}/`)),
  );
}

/** The files that an import read; none if the manifest belongs to something else. */
function sourcesOf(manifest: string): string[] {
  try {
    const { command, sources } = JSON.parse(readFileSync(manifest, 'utf8'));
    return command === 'import' ? sources.map(({ file }: { file: unknown }) => String(file)) : [];
  } catch {
    return [];
  }
}

function inShell(name: string): string {
  const shown = visible(name);
  return /^[\p{L}\p{N}_./-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
