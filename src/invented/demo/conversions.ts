import { between, chance, pick, type Random, stream } from '../../statistics/random.js';
import { type Activity, activity } from './activities.js';
import { at, day_s, dayOf, days, end_s, hour_s, minute_s, momentOf } from './clock.js';
import { groupOf } from './groups.js';
import { kols } from './kols.js';
import { isPresent, type Person, type Segment, userId } from './people.js';
import type { Response } from './responses.js';

/** One landed result; `because` is the planted truth: the tactic without which it would not exist, or null. Never written to a file. */
export interface Conversion {
  readonly ts_s: number;
  readonly person: Person;
  readonly user_id: string;
  readonly goal: 'register' | 'order';
  readonly value_fen: number;
  readonly code: string | null;
  readonly because: string | null;
  /** an order that was never paid is in the export, but is not a result */
  readonly paid: boolean;
}

/** Orders per week of a person who is in no group. */
const orders_a_week: Readonly<Record<Segment, number>> = { new: 0.032, regular: 0.06, loyal: 0.13 };
const prices_fen = [5990, 8900, 9900, 12_800, 16_800, 19_900, 25_900, 32_900, 46_900] as const;
const peak_s = at('2026-11-11 12:00');
const registration_gift_until_s = at('2026-10-05');

/** Days on which everybody orders more or less, whether in a group or not. */
const season: ReadonlyMap<number, number> = new Map(
  Object.entries({
    '2026-06-17': 1.4,
    '2026-06-18': 3.2,
    '2026-06-19': 0.8,
    '2026-08-19': 1.3,
    '2026-09-25': 1.2,
    '2026-10-01': 0.8,
    '2026-10-02': 0.8,
    '2026-10-03': 0.9,
    '2026-10-29': 0.7,
    '2026-10-30': 0.7,
    '2026-10-31': 1.8,
    '2026-11-01': 2.1,
    '2026-11-02': 1.3,
    '2026-11-03': 1.2,
    '2026-11-09': 1.1,
    '2026-11-10': 2.0,
    '2026-11-11': 5.2,
    '2026-11-12': 1.0,
    '2026-11-13': 0.7,
    '2026-11-14': 0.7,
    '2026-11-15': 0.7,
  }).map(([date, factor]) => [dayOf(at(date)), factor]),
);

/** First registrations in the history; they have no value of their own. */
export function registrations(crowd: readonly Person[]): Conversion[] {
  return crowd.flatMap((person) => {
    const { registered_s, user_id } = person;
    if (registered_s === null || user_id === null || registered_s < 0 || registered_s >= end_s) return [];
    const code = fissionCode(person, registered_s);
    return [
      {
        ts_s: registered_s,
        person,
        user_id,
        goal: 'register',
        value_fen: 0,
        code,
        because: null,
        paid: true,
      },
    ];
  });
}

/** Half of the invited friends enter the gift code when they register. */
function fissionCode(person: Person, registered_s: number): string | null {
  const stay = person.stays[0];
  if (stay === undefined || registered_s < stay.joined_s || registered_s >= registration_gift_until_s)
    return null;
  return groupOf(stay.group_id).type === 'fission' && (stay.joined_s & 1) === 0 ? 'TAORAN5' : null;
}

/** Orders that come anyway, depending on segment, season and the lift of the groups that a person is in at the time. */
export function ownOrders(seed: number, crowd: readonly Person[]): Conversion[] {
  const random = stream(seed, 'own orders');
  return crowd.flatMap((person) => {
    const { registered_s, user_id, person_case } = person;
    if (registered_s === null || user_id === null || person_case === 'abuser') return [];
    const moments = orderTimes(random, person).filter((ts_s) => ts_s > registered_s);
    return moments.map((ts_s) => order(random, person, ts_s, ownCode(random, person, ts_s), null));
  });
}

function orderTimes(random: Random, person: Person): number[] {
  const times: number[] = [];
  const daily = (orders_a_week[person.segment] * (person.person_case === 'shared_phone' ? 5 : 1)) / 7;
  for (let day = Math.max(0, dayOf(person.registered_s ?? 0)); day < days; day += 1) {
    const factor = season.get(day) ?? (day % 7 >= 5 ? 1.15 : 0.95);
    if (chance(random, daily * factor * liftOf(person, day * day_s))) times.push(momentOf(random, day));
  }
  return times;
}

function liftOf(person: Person, ts_s: number): number {
  if (person.stays.length === 0) return 1;
  const present = person.stays.filter((stay) => isPresent(stay, ts_s));
  return present.length === 0 ? 1 : Math.max(...present.map((stay) => groupOf(stay.group_id).lift));
}

/** A KOL's code seen somewhere; now and then an unregistered one. */
function ownCode(random: Random, person: Person, ts_s: number): string | null {
  if (chance(random, 0.003)) return 'FRIEND9';
  if (!chance(random, person.stays.length === 0 ? 0.05 : 0.04)) return null;
  return pick(
    random,
    kols.filter((kol) => at(kol.from) <= ts_s),
  ).code;
}

/** Orders that a tactic brought: the only ones that would not exist without it. */
export function causedOrders(seed: number, answered: readonly Response[]): Conversion[] {
  const random = stream(seed, 'caused orders');
  return answered.flatMap(({ person, tactic, group_id, touches }) => {
    const works = chance(random, tactic.effect * groupOf(group_id).response);
    const last_s = Math.max(...touches.map((touch) => touch.ts_s));
    const delay_s = chance(random, 0.65)
      ? between(random, 3 * minute_s, 5 * hour_s)
      : between(random, hour_s, 3 * day_s);
    const ts_s = last_s + delay_s;
    const { registered_s } = person;
    if (!works || registered_s === null || registered_s >= ts_s || ts_s >= end_s) return [];
    const code = tactic.code !== null && chance(random, 0.3) ? tactic.code : null;
    return [order(random, person, ts_s, code, tactic.tactic_id)];
  });
}

function order(
  random: Random,
  person: Person,
  ts_s: number,
  code: string | null,
  because: string | null,
): Conversion {
  const pieces = chance(random, person.segment === 'loyal' ? 0.45 : 0.15) ? 2 : 1;
  const full_fen = pick(random, prices_fen) * pieces;
  const gift = because === null && chance(random, 0.008);
  const value_fen = gift ? 0 : code === null ? full_fen : Math.round(full_fen * 0.88);
  const paid = because !== null || !chance(random, 0.012);
  return { ts_s, person, user_id: person.user_id as string, goal: 'order', value_fen, code, because, paid };
}

/** Clicks of people who were about to order anyway, and a few after the order: touches without effect. */
export function clicksAlongTheWay(seed: number, orders: readonly Conversion[]): Activity[] {
  const random = stream(seed, 'clicks along the way');
  return orders.flatMap(({ person, ts_s }) => {
    const draw = between(random, 1, 100);
    const offset_s =
      draw <= 33 ? -between(random, 2 * minute_s, 40 * hour_s) : between(random, hour_s, 3 * day_s);
    const click_s = ts_s + offset_s;
    const stays = person.stays.filter((stay) => isPresent(stay, click_s) && stay.group_id !== '0304');
    if (draw > 42 || click_s < 0 || click_s >= end_s || stays.length === 0) return [];
    return [activity(click_s, pick(random, stays).group_id, 'link_click', person)];
  });
}

/** Clicks in the very second of the order: six of them, in the campaign week. */
export function clicksAtTheInstant(orders: readonly Conversion[]): Activity[] {
  const candidates = orders.flatMap(({ person, ts_s, paid }) => {
    const stay = person.stays.find(
      (candidate) => isPresent(candidate, ts_s) && candidate.group_id !== '0304',
    );
    return stay !== undefined && person.linked && paid && ts_s > peak_s ? [{ person, ts_s, stay }] : [];
  });
  return candidates
    .slice(0, 6)
    .map(({ person, ts_s, stay }) => activity(ts_s, stay.group_id, 'link_click', person));
}

/** Three orders in half an hour by each abuser, right after the account was opened. */
export function abuserOrders(crowd: readonly Person[]): Conversion[] {
  return casesOf(crowd, 'abuser').flatMap((person, i) =>
    [4, 9, 26].map((after, n) => ({
      ts_s: person.registered_s! + after * minute_s + 7 * i,
      person,
      user_id: person.user_id as string,
      goal: 'order' as const,
      value_fen: [5990, 8900, 5990][n]!,
      code: 'TAORAN5',
      because: null,
      paid: true,
    })),
  );
}

export function abuserTouches(crowd: readonly Person[]): Activity[] {
  return casesOf(crowd, 'abuser').flatMap((person) =>
    [3, 8, 25].map((after) =>
      activity(person.registered_s! + after * minute_s, '0403', 'link_click', person, {
        code: 'TAORAN5',
      }),
    ),
  );
}

function casesOf(crowd: readonly Person[], wanted: Person['person_case']): Person[] {
  return crowd.filter((person) => person.person_case === wanted);
}

/** Orders by the two test accounts, one fen each; the accounts are in the exclusions. */
export function testOrders(crowd: readonly Person[]): Conversion[] {
  const nobody = crowd.find((person) => person.role === 'bot') as Person;
  return testUsers().map((user_id, i) => ({
    ts_s: at('2026-11-09 15:30') + i * hour_s,
    person: nobody,
    user_id,
    goal: 'order',
    value_fen: 1,
    code: null,
    because: null,
    paid: true,
  }));
}

export function testUsers(): string[] {
  return [userId(9000), userId(9001)];
}
