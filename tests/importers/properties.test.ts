/** What must hold for every importer, tried on look-alikes of random chats. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/contract/errors.js';
import { Clock } from '../../src/importers/clock.js';
import type { ActivityEvent, ImportEvent } from '../../src/importers/events.js';
import type { ImportContext, Input } from '../../src/importers/importer.js';
import { importers } from '../../src/importers/index.js';
import { chats, dateOf, firstLookAlikes, type LookAlike, type Timed, timed } from './look_alikes.js';
import { jsonLookAlikes } from './look_alikes_json.js';
import { textLookAlikes } from './look_alikes_text.js';

function lookAlikes(events: readonly Timed[]): LookAlike[] {
  return [...firstLookAlikes(events), ...textLookAlikes(events), ...jsonLookAlikes(events)].filter(
    ({ kinds }) => events.some(({ kind }) => kinds === undefined || kinds.includes(kind)),
  );
}

const numRuns = Number(process.env.CHATS ?? 60);

function inputOf(name: string, text: string, size = 1 << 16): Input {
  const input: Input = {
    ...{ name, path: name, given: name, head: text.slice(0, 1 << 18), is_whole: text.length <= 1 << 18 },
    chunks: function* chunks() {
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
    },
    siblings: () => [input],
  };
  return input;
}

function context(date_order: ImportContext['date_order'] = null): ImportContext {
  return { date_order, group: null, me: null, shared: new Map(), clock: () => new Clock('UTC') };
}

function read(
  name: string,
  text: string,
  size?: number,
  order: ImportContext['date_order'] = null,
): ImportEvent[] {
  const input = inputOf(name, text, size);
  const [importer, ...more] = importers.filter((one) => one.recognise(input));
  expect(more.map((one) => one.name)).toEqual([]);
  return importer === undefined ? [] : [...importer.read(input, context(order))];
}

const formatOf = ({ name, text }: LookAlike) =>
  importers.filter((one) => one.recognise(inputOf(name, text))).map((one) => one.name);

const activities = (events: readonly ImportEvent[]) =>
  events.filter((one): one is ActivityEvent => one.type === 'activity');

/** A person as the chat was made: by name or by the number behind it. */
function nameOf(who: ActivityEvent['who'], { nameOf: own }: LookAlike): string {
  if (who === null) return '-';
  if ('named' in who) return who.named;
  if (own !== undefined) return who.id ?? '-';
  return who.names?.[0] ?? who.id ?? '-';
}

describe('random chats', () => {
  test('what a generator made is what comes out', () => {
    fc.assert(
      fc.property(chats, (events) => {
        const truth = timed(events);
        for (const one of lookAlikes(truth)) {
          expect(formatOf(one), one.name).toEqual([one.format]);
          const order = one.format === 'whatsapp' && one.name !== '_chat.txt' ? 'dmy' : null;
          const rows = activities(read(one.name, one.text, undefined, order));
          const withWho = one.format !== 'slack';
          const told = truth.filter(({ kind }) => one.kinds === undefined || one.kinds.includes(kind));
          expect(
            rows.map(
              (row) => `${Math.floor(row.at_us / 1000)} ${row.kind} ${withWho ? nameOf(row.who, one) : ''}`,
            ),
            one.name,
          ).toEqual(
            told.map((made) => {
              const kind = made.kind === 'reply' && !one.hasReplies ? 'message' : made.kind;
              const name = one.nameOf?.(made) ?? made.who;
              return `${dateOf(made).getTime()} ${kind} ${withWho ? name : ''}`;
            }),
          );
        }
      }),
      { numRuns },
    );
  });

  test('the size of chunks, line ends and a closing line change nothing', () => {
    fc.assert(
      fc.property(chats, fc.integer({ min: 1, max: 40 }), (events, size) => {
        for (const { name, text, isDocument } of lookAlikes(timed(events))) {
          const whole = read(name, text, undefined, orderOf(name));
          expect(read(name, text, size, orderOf(name)), name).toEqual(whole);
          expect(read(name, `${text}\n`, size, orderOf(name)), name).toEqual(whole);
          if (!isDocument)
            expect(read(name, text.replaceAll('\n', '\r\n'), size, orderOf(name)), name).toEqual(whole);
        }
      }),
      { numRuns },
    );
  });

  test('a file that ends anywhere is read to there, or refused in one sentence', () => {
    fc.assert(
      fc.property(chats, fc.double({ min: 0.05, max: 0.999, noNaN: true }), (events, share) => {
        for (const { name, text, isDocument } of lookAlikes(timed(events))) {
          const cut = text.slice(0, Math.floor(text.length * share));
          const outcome = attempt(() => read(name, cut, undefined, orderOf(name)));
          if (outcome instanceof UserError) expect(outcome.exitCode, name).toBe(3);
          else if (isDocument) expect(outcome, `${name}: taken for whole`).toEqual([]);
          else expect(activities(outcome).length).toBeLessThanOrEqual(events.length);
        }
      }),
      { numRuns },
    );
  });
});

function orderOf(name: string): ImportContext['date_order'] {
  return name.startsWith('WhatsApp') ? 'dmy' : null;
}

function attempt(work: () => ImportEvent[]): ImportEvent[] | UserError {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
