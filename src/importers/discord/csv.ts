import { able } from '../capabilities.js';
import { csvRows, headCells } from '../csv_records.js';
import type { ImportEvent } from '../events.js';
import { isGone } from '../gone_accounts.js';
import type { ImportContext, Importer, Input } from '../importer.js';
import { stemOf } from '../questions.js';
import { textFacts } from '../said.js';
import { microseconds } from './json.js';
import { localDate, orderOf } from './local_dates.js';

/** DiscordChatExporter, CSV: without kinds, replies or message ids. The channel id is in the name of the file. */
export const discordCsv: Importer = {
  name: 'discord_csv',
  platform: 'discord',
  summary: 'Discord by DiscordChatExporter: CSV',
  capabilities: able('absolute_time', 'stable_ids'),
  recognise: (input) =>
    ['AuthorID', 'Author', 'Date', 'Content', 'Attachments'].every((name) => headCells(input).includes(name)),
  read: readTable,
};

function* readTable(input: Input, context: ImportContext): Generator<ImportEvent> {
  const head = headCells(input);
  const name = stemOf(input.path).replace(/ ?\[part \d+\]$/, '');
  const chat = context.group ?? /\[(\d{15,20})\]/.exec(input.path)?.[1] ?? name;
  yield { type: 'chat', chat, name: name.replace(/ ?\[\d{15,20}\].*$/, '') };
  let clock: ReturnType<ImportContext['clock']> | null = null;
  let order: ReturnType<typeof orderOf> = null;
  for (const { line, cells } of csvRows(input)) {
    if (line === 1 || cells.every((cell) => cell === '')) continue;
    const cell = (column: string) => cells[head.indexOf(column)] ?? '';
    const isAbsolute = /(?:Z|[+-]\d\d:\d\d)$/.test(cell('Date'));
    if (!isAbsolute && clock === null) {
      clock = context.clock(input);
      order = orderOf(datesIn(input, head.indexOf('Date')), input, context);
    }
    const wall = isAbsolute ? null : (localDate(cell('Date'), order) ?? wallIn(cell('Date')));
    const at_us = isAbsolute ? microseconds(cell('Date')) : wall === null ? null : (clock?.us(wall) ?? null);
    if (at_us === null || cell('AuthorID') === '') {
      yield { type: 'reject', line, reason: 'a row without AuthorID, or whose Date is not a time' };
      continue;
    }
    yield {
      ...{
        type: 'activity',
        chat,
        at_us,
        precision_s: 0.001,
        kind: 'message',
        source_kind: 'row',
        confidence: 'structured',
      },
      who: isGone(cell('AuthorID'))
        ? null
        : { id: cell('AuthorID'), names: [cell('Author').replace(/#0+$/, '')] },
      ...textFacts(cell('Content')),
    };
  }
}

function* datesIn(input: Input, place: number): Generator<string> {
  for (const { line, cells } of csvRows(input)) if (line > 1) yield cells[place] ?? '';
}

/** RFC 3339 without a zone, as if it were UTC. */
function wallIn(text: string): number | null {
  const found = microseconds(`${text}Z`);
  return found === null ? null : found / 1000;
}
