import type { SourceFile } from '../plan.js';
import type { Encoding } from './encoding.js';

/** Files of one source that were read in the same encoding. */
export interface EncodingRead extends Encoding {
  readonly files: readonly string[];
}

/** The encodings in which the text files of a source were read, in the order of the files. */
export function encodingsRead(files: readonly SourceFile[]): EncodingRead[] {
  const read = new Map<string, EncodingRead>();
  for (const { name, format } of files) {
    if (format.format !== 'csv' && format.format !== 'json') continue;
    const { encoding, encoding_by } = format;
    const key = `${encoding} ${encoding_by}`;
    read.set(key, { encoding, encoding_by, files: [...(read.get(key)?.files ?? []), name] });
  }
  return [...read.values()];
}
