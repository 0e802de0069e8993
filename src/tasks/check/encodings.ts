import type { Source } from '../../loading/load.js';
import { encodingsRead } from '../../sources/encodings/encodings_read.js';
import { visible } from '../../text/printable.js';
import { noteInEnglish } from '../run/note.js';
import type { Finding } from './findings.js';

/** Encodings other than UTF-8 in which files of a source were read, and whether they were declared or detected. */
export function encodingFindings({ table, files }: Source): Finding[] {
  return encodingsRead(files)
    .filter(({ encoding }) => encoding !== 'utf-8')
    .map(({ files: names, encoding, encoding_by }): Finding => {
      const note = {
        kind: 'encoding',
        table,
        file: names[0] ?? '',
        count: names.length,
        encoding,
        encoding_by,
      } as const;
      return { level: 'note', text: visible(noteInEnglish(note)), note };
    });
}
