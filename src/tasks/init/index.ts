import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../config/parse.js';
import { UserError, usageError } from '../../contract/errors.js';
import { reasonOf } from '../../contract/system_errors.js';
import type { Engine } from '../../engines/engine.js';
import { openFiles } from '../../loading/open_files.js';
import { createWhole } from '../../project/output/disk.js';
import type { Progress } from '../../project/progress.js';
import { inDuckdb } from '../../project/scratch.js';
import { decoderOf } from '../../sources/encodings/decoders.js';
import { type DescribedFile, describeFile } from '../../sources/files.js';
import { detectFormat } from '../../sources/format.js';
import { holdsResults } from '../../sources/own_results.js';
import { headerBelowTitles } from '../../sources/records/title_lines.js';
import { wantedNames } from '../../sources/xlsx/header_row.js';
import { sheetHeaders } from '../../sources/xlsx/sheet_headers.js';
import { sheetTitle } from '../../sources/xlsx/sheet_title.js';
import { visible } from '../../text/printable.js';
import { media } from '../import/find_files.js';
import { schemaText } from '../schema.js';
import { type ChatExport, chatExportOf, importCommand, importedAmong } from './chat_exports.js';
import { configText, type Draft, type FoundState, needed } from './config_text.js';
import type { DataFile } from './found.js';
import { guessProject } from './guess.js';
import { allNames } from './names.js';
import { whyLeft } from './nearest.js';
import { placeOf } from './place.js';
import { platformWords } from './platforms/index.js';
import { withSharedIds } from './shared_ids.js';
import { withValues } from './values.js';

const configName = 'grouplift.yaml';

/** The schema of the configuration for editors; hidden, because it is not an input. */
const schemaName = '.grouplift-schema.json';

/** Writes a commented grouplift.yaml for the files of a folder and says what was found; refuses to overwrite an existing one. */
export async function initProject(folder: string, progress: Progress): Promise<string[]> {
  const names = allFiles(folder);
  if (namesIn(folder).includes(configName)) throw alreadyThere(join(folder, configName));
  return inDuckdb({}, progress, async (engine, scratch) => {
    const files: DataFile[] = [];
    const unread = new Map<string, string>();
    const others: string[] = [];
    const chats: ChatExport[] = [];
    for (const name of names) {
      const chat = media.test(name) ? null : await chatExportOf(folder, name, join(scratch, 'chats'));
      const file =
        chat !== null || !dataName.test(name) ? null : await openData(folder, name, engine, scratch);
      if (chat !== null) chats.push(chat);
      else if (file === null) others.push(name);
      else if (typeof file === 'string') unread.set(name, file);
      else files.push(...file);
    }
    const zone = placeOf(guessProject(files).found)?.timezone;
    for (const [name] of zone === undefined ? [] : unread) {
      const again = await openData(folder, name, engine, scratch, zone);
      if (typeof again === 'string') continue;
      unread.delete(name);
      files.push(...again);
    }
    const { found, left } = withSharedIds(guessProject(files));
    const draft = await withValues(
      { found, goals: [], kinds: [], states: [], needs_zone: false },
      join(folder, configName),
      engine,
      scratch,
    );
    const done = importedAmong(folder, chats);
    const waiting = chats.filter((chat) => !done.includes(chat));
    const head = `# yaml-language-server: $schema=${schemaName}\n${chatComment(folder, waiting)}`;
    saveBoth(folder, `${head}${configText(draft)}`);
    return [
      ...foundLines(draft),
      ...chatLines(folder, done, waiting),
      ...leftLines(left, [...unread.values(), ...resultsIn(folder)], others),
      ...missingLines(draft),
      `wrote ${join(folder, configName)}; next: grouplift check --config ${join(folder, configName)}`,
    ];
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw usageError(
      `init: the folder "${folder}" cannot be read: ${reasonOf(error) ?? String(error)}.`,
      'Name the folder with your exports.',
    );
  }
}

/** Tables, and workbooks that cannot be read as they are but can be saved in another format. */
const dataName = /\.(csv|tsv|txt|parquet|json|ndjson|jsonl|xlsx|xlsm|xls|xlsb|ods|numbers|et)(\.(gz|zst))?$/i;

/** Files of a folder and of its subfolders, one level deep, in name order; results of earlier runs are no inputs. */
function allFiles(folder: string): string[] {
  namesIn(folder);
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  const below = entries
    .filter((entry) => entry.isDirectory() && !holdsResults(join(folder, entry.name)))
    .flatMap((entry) => filesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`));
  const here = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  return [...here, ...below].sort();
}

/** What is said of folders with results. */
function resultsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && holdsResults(join(folder, entry.name)))
    .map(({ name }) => `${visible(name)}: results of an earlier run, which are no input`)
    .sort();
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** Column names by which a header can be recognised. */
const headerWords = wantedNames([...allNames(), ...platformWords]);

/** The beginning of a text file. */
function headText({ content }: DescribedFile, encoding: string): string {
  return typeof content === 'string'
    ? ''
    : decoderOf(encoding)
        .lenient(content.head)
        .replace(/^\uFEFF/, '');
}

/**
 * A file with its columns (every sheet of a workbook separately), or a sentence that says why it cannot be used. Languages of `zone` are
 * more likely: it is known once other files of the folder show where the shop is.
 */
async function openData(
  folder: string,
  name: string,
  engine: Engine,
  scratch: string,
  zone: string | null = null,
): Promise<DataFile[] | string> {
  try {
    const file = await describeFile(join(folder, name));
    const context = { declared: null, zone, key: null };
    const format = await detectFormat(file, context);
    if (format.format === 'xlsx')
      return (await sheetHeaders(file.path, name, headerWords)).map((sheet) => ({
        name,
        bytes: file.bytes,
        ...sheet,
      }));
    const isCsv = format.format === 'csv';
    const below = isCsv ? headerBelowTitles(headText(file, format.encoding), headerWords) : null;
    if (below !== null) return [{ name, bytes: file.bytes, ...below }];
    if (isCsv) return [{ name, bytes: file.bytes, columns: format.header }];
    const [opened] = await openFiles([file], { ...context, table: 'columns' }, engine, scratch);
    return [{ name, bytes: file.bytes, columns: Object.keys(opened?.types ?? {}) }];
  } catch (error) {
    if (error instanceof UserError) return unreadLine(name, error);
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== undefined) return `${visible(name)}: cannot be read: ${reasonOf(error) ?? code}`;
    throw error;
  }
}

/** Why a file cannot be used, and what to do about it. */
function unreadLine(name: string, { message, hint }: UserError): string {
  const own = [`${name}: `, `${name} `].find((start) => message.startsWith(start)) ?? '';
  const said = message.slice(own.length);
  return `${visible(name)}: ${visible(said)}${hint === undefined ? '' : ` ${visible(hint)}`}`;
}

function alreadyThere(path: string): UserError {
  return usageError(
    `"${path}" already exists.`,
    'Nothing was changed: move it away first, or choose another folder.',
  );
}

/** The configuration, and before it the schema that it names; without the first, the second does not stay either. */
function saveBoth(folder: string, text: string): void {
  const schema = join(folder, schemaName);
  const isNew = !namesIn(folder).includes(schemaName);
  if (isNew) save(schema, `${schemaText('config', 'json')}\n`);
  try {
    save(join(folder, configName), text);
  } catch (error) {
    if (isNew && !namesIn(folder).includes(configName)) rmSync(schema, { force: true });
    throw error;
  }
}

function save(path: string, text: string): void {
  try {
    createWhole(path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(path);
    throw usageError(
      `"${path}" cannot be written: ${reasonOf(error) ?? String(error)}.`,
      'Choose a folder you may write to.',
    );
  }
}

/** The name of a file in the output of init. */
function titleOf({ name, sheet }: DataFile): string {
  return visible(sheet === undefined ? name : sheetTitle(name, sheet));
}

/** The states of the conversions: those that should land and those that should not. */
function stateLine(states: readonly FoundState[]): string[] {
  if (states.length === 0) return [];
  const list = (which: readonly FoundState[]) =>
    which
      .map(({ state, conversions }) => `${state === '' ? '(empty)' : visible(state)} (${conversions})`)
      .join(', ');
  const out = states.filter(({ meaning }) => meaning === 'not_landed');
  const landing = list(states.filter(({ meaning }) => meaning !== 'not_landed')) || 'none';
  return [
    `  states that land: ${landing}${out.length === 0 ? '' : `; states that do not: ${list(out)}`} (check this)`,
  ];
}

function foundLines({ found, goals, kinds, states }: Draft): string[] {
  const lines = found.flatMap((one) => {
    const pairs = Object.entries(one.columns).map(([canonical, source]) =>
      canonical === source ? canonical : `${canonical} = ${visible(source)}`,
    );
    const constants = Object.entries(one.constants ?? {}).map(([name, value]) => `${name} = "${value}"`);
    return [
      `  ${one.table}: ${one.files.map(titleOf).join(', ')}`,
      `      ${[...pairs, ...constants].join(', ')}`,
      ...(one.comments ?? []).slice(0, 1).map((comment) => `      ${comment}`),
    ];
  });
  const goalLine =
    goals.length === 0 ? [] : [`  goals: ${goals.map((goal) => visible(goal.goal)).join(', ')}`];
  const kindLine =
    kinds.length === 0
      ? []
      : [
          `  kinds of activity: ${kinds.map(({ kind, activities }) => `${visible(kind)} (${activities})`).join(', ')}`,
        ];
  return [
    found.length === 0 ? 'found no file that looks like an input' : 'found',
    ...lines,
    ...goalLine,
    ...stateLine(states),
    ...kindLine,
  ];
}

/** Chat exports contain events, not rows: they must become tables first. */
function chatLines(folder: string, done: readonly ChatExport[], waiting: readonly ChatExport[]): string[] {
  const listed = (title: string, list: readonly ChatExport[]) =>
    list.length === 0 ? [] : [title, ...list.map(({ name, format }) => `  ${visible(name)}: ${format}`)];
  const next = [
    `  turn them into tables: ${importCommand(folder, waiting)}`,
    `  then remove ${configName} and run init again: it will find them`,
  ];
  return [
    ...listed('chat exports, whose tables are here', done),
    ...listed('chat exports, which are not tables yet', waiting),
    ...(waiting.length === 0 ? [] : next),
  ];
}

function chatComment(folder: string, waiting: readonly ChatExport[]): string {
  if (waiting.length === 0) return '';
  return `# Chat exports in this folder are not tables yet: ${importCommand(folder, waiting)}\n`;
}

function leftLines(
  left: readonly DataFile[],
  unread: readonly string[],
  others: readonly string[],
): string[] {
  const isTable = ({ columns }: DataFile) => columns.length > 1;
  const texts = left.filter((file) => !isTable(file)).map((file) => `${titleOf(file)}: not a table`);
  const files = left
    .filter(isTable)
    .map(
      (file) =>
        `${titleOf(file)}: ${whyLeft(file.columns)}; its columns: ${file.columns.slice(0, 12).map(visible).join(', ')}`,
    );
  const notLooked = others.filter((name) => !media.test(name)).map((name) => `${visible(name)}: not a table`);
  const all = [...files, ...unread, ...texts, ...notLooked];
  return all.length === 0 ? [] : ['left out', ...all.map((line) => `  ${line}`)];
}

const needs: Readonly<Record<string, string>> = {
  activities: 'what happened in the groups (ts, group_id, kind, member_id)',
  conversions: 'what landed in the product (ts, user_id, goal)',
  identities: 'which member is which user (member_id, user_id)',
};

function missingLines(draft: Draft): string[] {
  const config = parseConfig(configText(draft), configName);
  const absent = needed.filter(
    (table) =>
      !draft.found.some((one) => one.table === table) && !(table === 'identities' && config.identities_same),
  );
  const lines = [
    ...(draft.needs_zone ? ['timezone: times have no offset, and nothing says which zone they are in'] : []),
    ...absent.map((table) => `${table}: ${needs[table]}`),
    ...draft.found.flatMap((one) => one.missing.map((column) => `${one.table}: no column for ${column}`)),
  ];
  return lines.length === 0
    ? ['nothing is missing for a run']
    : ['missing for a run', ...lines.map((line) => `  ${line}`)];
}
