import { type Cell, csv, yuan } from '../../text/csv.js';
import type { Activity } from './activities.js';
import { at, offsetTime, wallTime } from './clock.js';
import { type Language, labels } from './labels.js';

/** The week that was exported twice, so that its rows are in two files. */
const again_s = at('2026-11-09');

/** An activity with what the exports add to it: its time as text and its id. */
interface Exported {
  readonly row: Activity;
  readonly ts: string;
  readonly activity_id: string | null;
  readonly reply_to: string | null;
}

/** The chat exports, one CSV per month and one week twice, and the link clicks as NDJSON from the short-link service. */
export function activityFiles(activities: readonly Activity[], language: Language): Record<string, string> {
  const all = exported(activities);
  const chat = all.filter(({ row }) => row.kind !== 'link_click');
  const clicks = all.filter(({ row }) => row.kind === 'link_click');
  const months = [...new Set(chat.map(({ ts }) => ts.slice(0, 7)))];
  const file = (month: string) =>
    activityCsv(
      chat.filter(({ ts }) => ts.startsWith(month)),
      language,
    );
  const again = chat.filter(({ row }) => row.ts_s >= again_s);
  return {
    ...Object.fromEntries(months.map((month) => [`data/activities-${month}.csv`, file(month)])),
    'data/activities-2026-11-week-46.csv': activityCsv(again, language),
    'data/clicks.ndjson': clickLines(clicks, language),
  };
}

function exported(activities: readonly Activity[]): Exported[] {
  const ids = new Map(activities.map((row, i) => [row, `a${String(i + 1).padStart(7, '0')}`]));
  return activities.map((row) => ({
    row,
    ts: wallTime(row.ts_s),
    activity_id: row.without_id ? null : (ids.get(row) ?? null),
    reply_to: row.reply_to === null ? null : (ids.get(row.reply_to) ?? null),
  }));
}

function activityCsv(list: readonly Exported[], language: Language): string {
  const header = Object.values(labels[language].activities);
  return csv(
    header,
    list.map((one) => cellsOf(one, one.ts, language)),
  );
}

function clickLines(list: readonly Exported[], language: Language): string {
  const names = Object.values(labels[language].activities);
  return list
    .map((one) => cellsOf(one, offsetTime(one.row.ts_s), language))
    .map((cells) => `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, cells[i]])))}\n`)
    .join('');
}

/** The cells of one activity in the order of the header. */
function cellsOf({ row, activity_id, reply_to }: Exported, ts: string, language: Language): Cell[] {
  const { kinds, roles } = labels[language];
  return [
    ts,
    row.group_id,
    row.member_id,
    kinds[row.kind] ?? row.kind,
    activity_id,
    roles[row.role] ?? row.role,
    row.tactic_id,
    row.code,
    reply_to,
    row.mention_all ? 'true' : null,
    row.url_count,
    row.text_length,
    row.amount_fen === null ? null : yuan(row.amount_fen),
    row.amount_fen === null ? null : 'CNY',
  ];
}
