import type { Config } from '../../config/config.js';
import { partsOf } from '../../config/input_parts.js';
import type { Source } from '../../loading/load.js';
import { rejectSentence } from '../../project/reject_sentence.js';
import { unmetSettings } from '../../project/unmet.js';
import { visible } from '../../text/printable.js';
import { readingFindings } from './column_readings.js';
import { rejectedHint } from './empty_rejects.js';
import { encodingFindings } from './encodings.js';
import { type Finding, shareText } from './findings.js';
import { nearColumnFindings } from './near_columns.js';
import { oddIdFindings } from './odd_ids.js';
import { returnColumnFindings } from './return_columns.js';
import { skippedFindings } from './skipped_rows.js';
import { whereFindings } from './where.js';

const shownRejects = 5;

/** Findings about the configuration alone: what has no effect, and what it lacks. */
export function settingFindings(config: Config): Finding[] {
  const unmet = unmetSettings(config).map(
    ({ kind, message, hint }): Finding => ({
      level: 'error',
      text: message,
      hint,
      ...(kind === 'usage' ? { kind } : {}),
    }),
  );
  if (config.inputs.memberships !== undefined) return unmet;
  return [
    ...unmet,
    {
      level: 'note',
      text: "There is no memberships table: a member's first post counts as joining, and leaves cannot be observed.",
      note: { kind: 'no_memberships' },
    },
  ];
}

/** Findings from reading the inputs. */
export function sourcesFindings(sources: readonly Source[], config: Config): Finding[] {
  return sources.flatMap((source) => sourceFindings(source, config));
}

/** Encodings, duplicate files, rows left out, rejects, ambiguous times, and tables without rows. */
function sourceFindings(source: Source, config: Config): Finding[] {
  const { table, rows, rejected } = source;
  const findings: Finding[] = source.repeats.map((file) => ({
    level: 'warning',
    text: `inputs.${table}: ${visible(file.name)} has the same content as an earlier file and is read once.`,
    note: { kind: 'repeated_file', file: file.name, table },
  }));
  findings.push(...encodingFindings(source), ...readingFindings(source, config));
  findings.push(...skippedFindings(source), ...whereFindings(source, partsOf(config.inputs[table])));
  if (rejected > 0) {
    findings.push({
      level: rejected > rows * config.rejects.max_share ? 'error' : 'warning',
      text: `inputs.${table}: ${shareText(rejected, rows, 'rows')} are rejected (limit ${Number((config.rejects.max_share * 100).toPrecision(3))} %).`,
      details: rejectDetails(source),
      hint: rejectedHint(source, config),
    });
  }
  if (rows - rejected === 0) {
    const isNeeded = table === 'activities' || table === 'conversions' || table === 'identities';
    findings.push({
      level: isNeeded ? 'error' : 'warning',
      text: `inputs.${table}: no rows in ${source.files.map((file) => visible(file.name)).join(', ')}.`,
      hint:
        rejected > 0
          ? `None of its ${rejected} rows can be read; ${rejectHint(source)}`
          : `There is only a header, or inputs.${table}.where leaves nothing.`,
    });
  }
  if (source.ambiguous > 0) {
    findings.push({
      level: 'warning',
      text: `inputs.${table}: ${shareText(source.ambiguous, rows, 'times')} are ambiguous (end of daylight saving); one of the two possible times is used.`,
      hint: 'Export times with their UTC offset.',
      note: { kind: 'ambiguous_times', count: source.ambiguous, table },
    });
  }
  return [...findings, ...oddIdFindings(source), ...columnFindings(source, config)];
}

/** Columns that nothing reads, in any source of the table. */
function columnFindings({ table, headers }: Source, { inputs }: Config): Finding[] {
  const parts = partsOf(inputs[table]);
  const found = headers.flatMap((header, place) => [
    ...nearColumnFindings(table, header),
    ...returnColumnFindings(table, header, parts[place], inputs.reversals !== undefined),
  ]);
  return found.filter(({ text }, place) => found.findIndex((one) => one.text === text) === place);
}

/** The first rejected row, in a sentence. */
function rejectHint({ rejects: [first] }: Source): string {
  return first === undefined ? 'see the rejects.' : `the first: ${visible(rejectSentence(first))}`;
}

function rejectDetails(source: Source): string[] {
  const first = source.rejects.slice(0, shownRejects).map((reject) => visible(rejectSentence(reject)));
  const more = source.rejected - first.length;
  return more > 0 ? [...first, `... and ${more} more`] : first;
}
