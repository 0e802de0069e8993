import type { ActivityEvent } from '../../importers/events.js';
import type { Cell } from '../../text/csv.js';
import { timeOf } from './time_text.js';

export const activityColumns: readonly string[] = [
  ...['ts', 'group_id', 'kind', 'activity_id', 'member_id', 'role', 'code', 'reply_to', 'mention_all'],
  ...['url_count', 'text_length', 'amount', 'currency', 'platform', 'source', 'ts_precision_s'],
  ...['source_kind', 'confidence'],
];

/** A row of activities, in column order; a flat list, because there are millions of them. */
export function activityCells(
  event: ActivityEvent,
  id: string | null,
  member: string | null,
  precision_s: number,
  source: { readonly platform: string; readonly format: string },
): Cell[] {
  const { text, mention_all } = event;
  return [
    timeOf(event.at_us),
    event.chat,
    event.kind,
    id,
    member,
    event.role ?? null,
    event.code ?? event.entry?.code ?? null,
    event.reply_to ?? null,
    mention_all === undefined ? null : String(mention_all),
    event.url_count ?? null,
    text === undefined ? null : charactersIn(text),
    event.amount ?? null,
    event.currency ?? null,
    source.platform,
    source.format,
    precision_s,
    event.source_kind,
    event.confidence,
  ];
}

/** The number of characters as people count them: two UTF-16 units may be one character. */
function charactersIn(text: string): number {
  if (!/[\ud800-\udbff]/.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
