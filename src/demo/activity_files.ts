import type { Activity } from './activities.js';
import { at, offsetTime, wallTime } from './clock.js';
import { csv, yuan } from './csv.js';
import { type Language, labels } from './labels.js';

/** The week that was exported a second time, so that its rows are in two files. */
const again_s = at('2026-11-09');

type Named = Activity & { readonly activity_id: string | null; readonly reply_id: string | null };

/** The chat exports, one CSV a month and one week twice, and the link clicks as NDJSON from the short-link service. */
export function activityFiles(activities: readonly Activity[], language: Language): Record<string, string> {
  const named = withIds(activities);
  const chat = named.filter((row) => row.kind !== 'link_click');
  const months = [...new Set(chat.map(monthOf))];
  const file = (month: string) =>
    activityCsv(
      chat.filter((row) => monthOf(row) === month),
      language,
    );
  return {
    ...Object.fromEntries(months.map((month) => [`data/activities-${month}.csv`, file(month)])),
    'data/activities-2026-11-week-46.csv': activityCsv(
      chat.filter((row) => row.ts_s >= again_s),
      language,
    ),
    'data/clicks.ndjson': clickLines(
      named.filter((row) => row.kind === 'link_click'),
      language,
    ),
  };
}

function monthOf({ ts_s }: Activity): string {
  return wallTime(ts_s).slice(0, 7);
}

function withIds(activities: readonly Activity[]): Named[] {
  const ids = new Map(activities.map((row, i) => [row, `a${String(i + 1).padStart(7, '0')}`]));
  return activities.map((row) => ({
    ...row,
    activity_id: row.without_id ? null : (ids.get(row) ?? null),
    reply_id: row.reply_to === null ? null : (ids.get(row.reply_to) ?? null),
  }));
}

function activityCsv(list: readonly Named[], language: Language): string {
  return csv(
    Object.values(labels[language].activities),
    list.map((row) => cellsOf(row, wallTime(row.ts_s), language)),
  );
}

function clickLines(list: readonly Named[], language: Language): string {
  const names = Object.values(labels[language].activities);
  return list
    .map((row) => cellsOf(row, offsetTime(row.ts_s), language))
    .map((cells) => `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, cells[i]])))}\n`)
    .join('');
}

/** The cells of one activity in the order of the header. */
function cellsOf(row: Named, ts: string, language: Language): (string | number | null)[] {
  const { kinds, roles } = labels[language];
  return [
    ts,
    row.group_id,
    row.member_id,
    kinds[row.kind] ?? row.kind,
    row.activity_id,
    roles[row.role] ?? row.role,
    row.tactic_id,
    row.code,
    row.reply_id,
    row.mention_all ? 'true' : null,
    row.url_count,
    row.text_length,
    row.amount_fen === null ? null : yuan(row.amount_fen),
    row.amount_fen === null ? null : 'CNY',
  ];
}
