import { parse } from 'csv-parse/sync';
import { inputError } from '../errors.js';
import { decoderOf } from './decoders.js';
import { type DescribedFile, describeFile } from './files.js';
import { detectFormat } from './format.js';
import { refuseChanged } from './stamp.js';
import { contentOf } from './unpack.js';

/** The rows of one text file as they stand there. */
export interface TextRows {
  /** file name, for messages */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** line of each row in the file, from 1 */
  readonly lines: readonly number[];
}

/**
 * Reads a whole CSV file (plain, gzip or zstd) that follows no table of ours; encoding and delimiter are found.
 * Throws an input error if it does not exist, is no CSV file, changes meanwhile, holds bytes that are no text, or a row has more or
 * fewer values than the header.
 */
export async function readTextRows(path: string): Promise<TextRows> {
  const file = await existing(path);
  const format = await detectFormat(file, { declared: null, zone: null, key: null });
  if (format.format !== 'csv')
    throw inputError(`${file.name} is not a CSV file.`, 'Export it as CSV, plain or packed as gzip or zstd.');
  const chunks: Buffer[] = [];
  for await (const chunk of contentOf(file.path, file.compression)) chunks.push(chunk);
  refuseChanged([file]);
  return parsed(textOf(Buffer.concat(chunks), format.encoding, file.name), file.name, format.delimiter);
}

function textOf(bytes: Buffer, encoding: string, name: string): string {
  const decoder = decoderOf(encoding);
  const text = decoder.exact(bytes);
  if (text !== null) return text;
  const line = decoder.lenient(bytes).split('\ufffd', 1)[0]?.split('\n').length ?? 1;
  throw inputError(
    `${name}, line ${line}: found bytes that mean nothing in ${encoding}.`,
    'Export the file again, as CSV in UTF-8.',
  );
}

async function existing(path: string): Promise<DescribedFile> {
  try {
    return await describeFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EISDIR' && code !== 'ENOENT' && !/ENOENT|EISDIR/.test(String(error))) throw error;
    throw inputError(`The file "${path}" does not exist.`, 'Check the spelling and the folder.');
  }
}

interface ParsedRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function parsed(text: string, name: string, delimiter: string): TextRows {
  let found: ParsedRow[];
  try {
    found = parse(text, {
      delimiter,
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as ParsedRow[];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw inputError(`${name}: ${reason}.`, 'Mend the row, or export the file again.');
  }
  const [head, ...body] = found;
  const width = head?.record.length ?? 0;
  const odd = body.find(({ record }) => record.length !== width);
  if (odd !== undefined)
    throw inputError(
      `${name}, line ${odd.info.lines}: found ${odd.record.length} values, expected ${width} as in the header.`,
      'Quote values that hold the delimiter, or export the file again.',
    );
  return {
    name,
    header: head?.record ?? [],
    rows: body.map(({ record }) => record),
    lines: body.map(({ info }) => info.lines),
  };
}
