/** A file for an importer, of a text that a test holds. */
import { Clock } from '../../src/importers/clock.js';
import type { ActivityEvent, ImportEvent } from '../../src/importers/events.js';
import type { ImportContext, Input } from '../../src/importers/importer.js';
import { importers } from '../../src/importers/index.js';

export function inChunks(name: string, text: string, size = 1 << 16): Input {
  const input: Input = {
    ...{ name, path: name, given: name, head: text.slice(0, 1 << 18), is_whole: text.length <= 1 << 18 },
    chunks: function* chunks() {
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
    },
    siblings: () => [input],
  };
  return input;
}

export function contextIn(
  zone: string,
  date_order: ImportContext['date_order'] = null,
  me: string | null = null,
): ImportContext {
  return { date_order, group: null, me, shared: new Map(), clock: () => new Clock(zone) };
}

/** What the only importer that takes a text says of it. */
export function eventsOf(name: string, text: string, context = contextIn('UTC')): ImportEvent[] {
  const input = inChunks(name, text);
  const fitting = importers.filter((one) => one.recognise(input));
  if (fitting.length !== 1)
    throw new Error(`${name} is taken by ${fitting.map((one) => one.name).join(' and ') || 'nobody'}`);
  return [...(fitting[0]?.read(input, context) ?? [])];
}

/** Rows as `2024-05-13T09:01 kind who`. */
export function rowsOf(events: readonly ImportEvent[]): string[] {
  return events
    .filter((one): one is ActivityEvent => one.type === 'activity')
    .map(
      ({ at_us, kind, who }) => `${new Date(at_us / 1000).toISOString().slice(0, 16)} ${kind} ${nameOf(who)}`,
    );
}

function nameOf(who: ActivityEvent['who']): string {
  if (who === null) return '-';
  if ('named' in who) return who.named;
  return who.id ?? who.names?.[0] ?? '(exporter)';
}
