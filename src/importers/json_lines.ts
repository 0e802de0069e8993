import { inputError } from '../contract/errors.js';
import type { Input } from './importer.js';
import type { Json } from './json_stream.js';
import { lineBatches } from './text_lines.js';

/** One document per line; empty lines and comments are skipped. A truncated last line is refused. */
export function* jsonLines(
  input: Input,
  comment: string | null = null,
): Generator<{ line: number; value: Json }> {
  let line = 0;
  for (const batch of lineBatches(input)) {
    for (const text of batch) {
      line += 1;
      const own = text.trim();
      if (own === '' || (comment !== null && own.startsWith(comment))) continue;
      yield { line, value: documentIn(own, line, input) };
    }
  }
}

function documentIn(text: string, line: number, input: Input): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw inputError(
      `${input.name}, line ${line}: it is not JSON: the file is damaged or cut short there.`,
      'Export or copy the file again; nothing was written.',
    );
  }
}
