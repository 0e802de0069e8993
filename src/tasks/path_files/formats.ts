import { markdown } from '../../report/escape.js';
import type { ChannelColumn } from './models.js';

/** The formats in which the table of channels can be written. */
export const pathFormats = { csv: csvText, json: jsonText, md: markdownText } as const;

export type PathFormatName = keyof typeof pathFormats;

type Columns = Readonly<Record<string, ChannelColumn>>;

/** Twelve digits, as far as the models are exact. */
function figure(value: number | null | undefined): number | null {
  return value == null ? null : Number(value.toPrecision(12));
}

function csvText(channels: readonly string[], columns: Columns): string {
  const rows = channels.map((channel, place) => [
    quoted(channel),
    ...Object.values(columns).map((column) => `${figure(column[place]) ?? ''}`),
  ]);
  return `${[['channel', ...Object.keys(columns)], ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

function jsonText(channels: readonly string[], columns: Columns): string {
  const rows = channels.map((channel, place) =>
    JSON.stringify({
      channel,
      ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, figure(column[place])])),
    }),
  );
  return `[\n${rows.join(',\n')}\n]\n`;
}

function markdownText(channels: readonly string[], columns: Columns): string {
  const names = Object.keys(columns);
  const rows = channels.map((channel, place) => [
    markdown(channel),
    ...names.map((name) => `${figure(columns[name]?.[place]) ?? ''}`),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(['channel', ...names]), line(['---', ...names.map(() => '---:')]), ...rows.map(line)].join('\n')}\n`;
}
