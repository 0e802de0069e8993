import type { Config } from '../config/config.js';
import { inputError } from '../errors.js';
import type { Source } from '../sources/load.js';

/** Too many rejected rows, or none accepted, stop the run before anything is counted. */
export function checkSources(sources: readonly Source[], config: Config): void {
  for (const source of sources) {
    const files = source.files.map((file) => file.name).join(', ');
    const first = source.rejects[0];
    const example = first === undefined ? '' : ` The first: ${rejectSentence(first)}`;
    if (source.rejected > source.rows * config.rejects.max_share) {
      throw inputError(
        `inputs.${source.table}: ${source.rejected} of ${source.rows} rows cannot be taken (${percent(source.rejected / source.rows)}, limit ${percent(config.rejects.max_share)}).${example}`,
        'Mend the file, or raise rejects.max_share if these rows may be left out.',
      );
    }
    const isNeeded =
      source.table === 'activities' || source.table === 'conversions' || source.table === 'identities';
    if (isNeeded && source.rows - source.rejected === 0)
      throw inputError(
        `inputs.${source.table}: no rows in ${files}.`,
        'There is only a header, or inputs.where leaves nothing: a run over nothing would print zeros.',
      );
  }
}

/** One reject as a sentence: file, line, column, found, expected. */
export function rejectSentence(reject: Source['rejects'][number]): string {
  const line = reject.line === null ? '' : `, line ${reject.line}`;
  const column = reject.column === '' ? '' : `, column "${reject.column}"`;
  return `${reject.file}${line}${column}: found "${reject.found}", expected ${reject.expected}.`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
