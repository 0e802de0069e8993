import { expect, test } from 'vitest';
import { ownEngine } from '../own_engine.js';

const engine = await ownEngine();

const dayUs = 86_400_000_000;
const at = (iso: string) => Date.parse(iso) * 1000;

/** Zones whose clocks change by an hour, by half of one, four times a year, by a whole day, not at all, or changed long ago. */
const zones = [
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'America/Sao_Paulo',
  'Antarctica/Troll',
];

/** Days by the calendar of JavaScript, which knows nothing of the macro. */
function calendarDays(zone: string, list: readonly number[]): number[] {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return list.map((us) => Date.parse(`${parts.format(Math.floor(us / 1000))}T00:00:00Z`) / 86_400_000);
}

/** Both sides of every quarter of an hour of a stretch, for days begin at one. */
function quarters(from: string, to: string): number[] {
  const found: number[] = [];
  for (let us = at(from); us < at(to); us += 900_000_000) found.push(us - 1, us);
  return found;
}

async function days(zone: string, list: readonly number[]): Promise<number[]> {
  await engine.put(
    'moments',
    { no: 'BIGINT', us: 'BIGINT' },
    list.map((us, no) => ({ no, us })),
  );
  const rows = await engine.rows(`SELECT local_day(us, '${zone}') AS day FROM moments ORDER BY no`);
  return rows.map((row) => Number(row.day));
}

test('days are the same with the changes of the clocks written into the macro as by the calendar', async () => {
  const list = [
    ...quarters('2011-12-20T00:00:00Z', '2012-01-05T00:00:00Z'),
    ...quarters('2026-02-10T00:00:00Z', '2026-04-10T00:00:00Z'),
    ...quarters('2026-10-01T00:00:00Z', '2026-11-08T00:00:00Z'),
  ];
  for (const zone of zones) {
    const expected = await days(zone, list);
    if (zone !== 'Africa/Casablanca') expect(expected, zone).toEqual(calendarDays(zone, list));
    for (const from of ['1990-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-03-20T00:00:00Z']) {
      await engine.expectDays?.(zone, at(from), at('2026-10-20T00:00:00Z'));
      expect(await days(zone, list), zone).toEqual(expected);
    }
  }
}, 120_000);

test('another zone, and days before 1970, are asked of the calendar', async () => {
  const list = [-1, -dayUs, 0, 1, dayUs, at('2026-03-08T04:59:59Z'), at('2026-03-08T05:00:00Z')];
  const both = async () => [await days('Europe/Berlin', list), await days('America/New_York', list)];
  const before = await both();
  await engine.expectDays?.('America/New_York', -dayUs, at('2027-01-01T00:00:00Z'));
  expect(await both()).toEqual(before);
});
