import { inputError, MachineError } from '../../contract/errors.js';

/** Turns what the machine lacks (memory, disk) or a damaged file into a sentence for the user; anything else remains our bug. */
export function explainFailure(error: unknown, sql: string): Error {
  const text = error instanceof Error ? error.message : String(error);
  if (/No space left|disk.*full|max_temp_directory_size|Could not write/i.test(text))
    return new MachineError(
      'The disk is full: results could not be written.',
      'Free some space, or put the output on a larger disk with --out.',
    );
  if (/^Out of Memory|failed to (allocate|pin)/i.test(text))
    return new MachineError(
      'The memory limit is reached.',
      'Allow more with --memory, such as --memory 4GB.',
    );
  const file = fileIn(text) ?? /read_csv\('[^']*?([^'/]+)'/.exec(sql)?.[1];
  if (/CSV Parser state machine reached an invalid state/.test(text))
    return inputError(
      `${/file = .*?([^/\n]+)$/m.exec(text)?.[1] ?? 'A CSV file'}: its lines end in different ways (CR, LF, CRLF).`,
      'Unpack it, or save it with one kind of line ending.',
    );
  if (
    /parquet|Snappy|thrift|TProtocol|magic bytes/i.test(text) &&
    /Invalid Input|IO Error|Serialization|Error: (No magic|File)/i.test(text)
  )
    return inputError(
      `${file ?? 'A Parquet file'} is not a complete Parquet file (${reasonIn(text)}).`,
      'The file is damaged or truncated: export or copy it again.',
    );
  if (/"maximum_object_size" of \d+ bytes exceeded/.test(text))
    return inputError(
      `${fileIn(text.replace('"maximum_object_size"', '')) ?? 'A JSON file'}: one JSON object in it is larger than 64 MB.`,
      'Expected one object per row: if the rows are a list inside one object, save that list as a file of its own.',
    );
  if (/read_json|JSON/i.test(text) && /Invalid Input|malformed/i.test(text))
    return inputError(
      `${file ?? 'A JSON file'}${placeIn(text)}: the JSON is broken (${reasonIn(text)}).`,
      'Expected one object per line, or arrays of objects; the file may be truncated.',
    );
  if (/zstd|gzip/i.test(text) && /Error: /.test(text) && !/^(Parser|Binder|Catalog) Error/.test(text))
    return inputError(
      `${file ?? 'A compressed file'} could not be unpacked (${reasonIn(text)}).`,
      'The file is damaged or truncated: fetch it again.',
    );
  return new Error(`${text}\nin: ${sql.slice(0, 2000)}`);
}

/** The last part of the first path in a message of DuckDB. */
function fileIn(text: string): string | undefined {
  return /["']\/?[^"'\n]*?([^"'/\n]+)["']/.exec(text)?.[1];
}

/** ", line 4" or ", record 4" if a DuckDB message says so; DuckDB counts one too many, except where an object does not fit. */
function placeIn(text: string): string {
  const place = /in (line|record\/value) (\d+)/.exec(text);
  const ahead = /transform error/i.test(text) ? 0 : 1;
  return place === null ? '' : `, ${place[1] === 'line' ? 'line' : 'record'} ${Number(place[2]) - ahead}`;
}

/** The reason in a DuckDB message, without its kind, the path and the place. */
function reasonIn(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').slice(0, 300);
  if (/has duplicate key/.test(line)) return 'an object has two values under one key';
  return line
    .replace(/^[\w ]+ Error: /, '')
    .replace(/ (in|at end of|read|from)? ?(file )?["'][^"']*["']/gi, '')
    .replace(/^Malformed JSON,? ?/i, '')
    .replace(/ in (line|record\/value) \d+/, '')
    .replace(/[\s.:]+$/, '');
}
