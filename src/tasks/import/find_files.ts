import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { inputError } from '../../contract/errors.js';
import { reasonOf } from '../../contract/system_errors.js';
import type { Input } from '../../importers/importer.js';
import { partAttachments } from './attachments.js';
import { type Candidate, firstBytes, textInput } from './text_input.js';
import { workbookSheets } from './workbook_sheets.js';
import { unpackEntry, zipEntries } from './zip_entries.js';

/** What was found: texts to read, and the names of files that are not text. */
export interface FoundInputs {
  readonly inputs: readonly Input[];
  readonly others: readonly string[];
}

/** Pictures, sound and the like, which come with the texts of an export. */
export const media =
  /\.(jpe?g|png|gif|webp|heic|bmp|svg|ico|tgs|mp3|m4a|ogg|oga|opus|aac|amr|silk|wav|mp4|mov|avi|mkv|webm|3gp|pdf|docx?|pptx?|vcf|apk|exe|ttf|woff2?|js|css|db|sqlite|dat|bin|rar|7z)$/i;

/** Finds the texts in files, folders and zips; the files of one archive or folder can see each other. */
export async function findInputs(
  paths: readonly string[],
  scratch: string,
  zone: string | null,
): Promise<FoundInputs> {
  const inputs: Input[] = [];
  const others: string[] = [];
  for (const [place, given] of withArchives(paths).entries()) {
    const { own: candidates, attached } = partAttachments(
      await candidatesOf(given, join(scratch, `given-${place}`)),
    );
    others.push(...attached.map(({ name }) => name));
    const family: Input[] = [];
    for (const candidate of candidates) {
      const isAlone = candidates.length === 1;
      if (!isAlone && (media.test(candidate.path) || statSync(candidate.disk).size === 0)) {
        others.push(candidate.name);
        continue;
      }
      refuseUnreadable(candidate, isAlone);
      const input = await textInput(candidate, scratch, zone, () => family);
      if (input === null) others.push(candidate.name);
      else family.push(input);
    }
    inputs.push(...family);
  }
  return { inputs, others };
}

/** Archives and workbooks in a folder are treated as if they had been given directly. */
function withArchives(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!statOf(path).isDirectory()) return [path];
    return [path, ...filesUnder(path).filter((file) => isArchive(file))];
  });
}

function isArchive(path: string): boolean {
  return /\.(zip|xlsx|xlsm)$/i.test(path) && firstBytes(path, 4).toString('latin1') === 'PK\x03\x04';
}

async function candidatesOf(path: string, scratch: string): Promise<Candidate[]> {
  const given = basename(path);
  const found = statOf(path);
  if (found.isDirectory()) {
    const files = filesUnder(path).filter((file) => !isArchive(file));
    return files.map((disk) => {
      const inside = relative(path, disk).replaceAll('\\', '/');
      return { disk, name: join(path, inside), path: inside, given };
    });
  }
  if (found.size === 0) throw inputError(`${path}: the file is empty.`, 'Export the chat again.');
  if (firstBytes(path, 4).toString('latin1') !== 'PK\x03\x04')
    return [{ disk: path, name: path, path: given, given }];
  return unpacked(path, given, scratch);
}

/** What a zip contains if it is a workbook of any program. */
const workbookParts: ReadonlySet<string> = new Set(['[Content_Types].xml', 'xl/workbook.xml', 'content.xml']);

async function unpacked(path: string, given: string, scratch: string): Promise<Candidate[]> {
  const entries = zipEntries(path, path);
  if (entries.some(({ path: inside }) => workbookParts.has(inside)))
    return workbookSheets(path, given, scratch);
  const texts = entries.filter(
    (entry) => !/(^|\/)(__MACOSX\/|\.)/.test(entry.path) && !media.test(entry.path),
  );
  mkdirSync(scratch, { recursive: true });
  const candidates: Candidate[] = [];
  for (const [place, entry] of texts.entries()) {
    if (entry.size === 0) continue;
    const disk = join(scratch, String(place));
    await unpackEntry(path, entry, disk, path);
    candidates.push({ disk, name: `${path}/${entry.path}`, path: entry.path, given });
  }
  return candidates;
}

function refuseUnreadable({ disk, name }: Candidate, isAlone: boolean): void {
  const head = firstBytes(disk, 262).toString('latin1');
  if (isAlone && head.startsWith('SQLite format 3\0'))
    throw inputError(
      `${name}: it is a database (SQLite), and no importer reads chats from databases.`,
      'Export the chats as files with the program that made it: slackdump, for example, with "slackdump convert -f export".',
    );
  if (isAlone && (/^(?:7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)/.test(head) || head.endsWith('ustar')))
    throw inputError(
      `${name}: it is a packed file of a kind that is not unpacked here.`,
      'Unpack it, and import the folder.',
    );
  if (head.startsWith('\xd0\xcf\x11\xe0'))
    throw inputError(
      `${name}: it is an old .xls workbook, or is protected by a password.`,
      'Open it in a spreadsheet program and save it as .xlsx, without a password.',
    );
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    throw inputError(`${path}: it cannot be read: ${reasonOf(error) ?? String(error)}.`, 'Check the path.');
  }
}

/** The files below a folder in name order, without hidden ones. */
function filesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== '__MACOSX')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}
