import { hash32 } from '../../statistics/random.js';
import { csv, yuan } from '../../text/csv.js';
import { day_s, end_s, hour_s, wallTime } from './clock.js';
import { type Conversion, testUsers } from './conversions.js';
import { type Language, labels } from './labels.js';
import type { Person } from './people.js';
import type { Reversal } from './reversals.js';
import type { Story } from './story.js';

const shared_phone = phoneHash('shared');

/** What the product's warehouse exports: orders, registrations, refunds, users and the id map. */
export function productFiles(told: Story, language: Language): Record<string, string> {
  const ids = new Map(told.conversions.map((conversion, i) => [conversion, conversionId(conversion, i)]));
  return {
    'data/orders.csv': conversionCsv(told.conversions, 'order', ids, language),
    'data/registrations.csv': conversionCsv(told.conversions, 'register', ids, language),
    'data/refunds.csv': refundCsv(told.reversals, ids),
    'data/users.csv': userCsv(told),
    'data/id_map.csv': idMapCsv(told.people),
  };
}

/** Nineteen digits: the second it was made, and a running number. */
function conversionId({ ts_s }: Conversion, place: number): string {
  const second = wallTime(ts_s).replaceAll(/\D/g, '').slice(2);
  return `${second}${String(place + 1).padStart(7, '0')}`;
}

function conversionCsv(
  conversions: readonly Conversion[],
  goal: Conversion['goal'],
  ids: ReadonlyMap<Conversion, string>,
  language: Language,
): string {
  const wanted = conversions.filter((conversion) => conversion.goal === goal);
  return csv(
    Object.values(labels[language].conversions),
    wanted.map((conversion) => [
      ids.get(conversion) as string,
      wallTime(conversion.ts_s),
      conversion.user_id,
      goal,
      yuan(conversion.value_fen),
      'CNY',
      conversion.code,
      statusOf(conversion, language),
      wallTime(ingestedAt(conversion.ts_s)),
    ]),
  );
}

function statusOf({ paid, goal, ts_s }: Conversion, language: Language): string {
  const { statuses } = labels[language];
  if (!paid) return statuses.unpaid;
  if (goal === 'register' || ts_s < end_s - 6 * day_s) return statuses.done;
  return ts_s < end_s - 2 * day_s ? statuses.shipped : statuses.paid;
}

/**
 * The warehouse loads every hour on the hour, and one row in two hundred arrives two days late. After nine on the last evening
 * nothing is loaded until Monday morning: these rows are in the files, but after `as_of`.
 */
function ingestedAt(ts_s: number): number {
  if (ts_s >= end_s - 3 * hour_s) return end_s + 8 * hour_s;
  const loaded_s = Math.ceil(ts_s / hour_s) * hour_s + 300;
  return ts_s % 199 === 0 ? loaded_s + 2 * day_s : loaded_s;
}

function refundCsv(list: readonly Reversal[], ids: ReadonlyMap<Conversion, string>): string {
  return csv(
    ['conversion_id', 'ts', 'value', 'currency', 'reason'],
    list.map(({ of, ts_s, value_fen, reason }) => [
      ids.get(of) as string,
      wallTime(ts_s),
      yuan(value_fen),
      'CNY',
      reason,
    ]),
  );
}

function userCsv({ people, conversions }: Story): string {
  const first_orders = new Map<string, number>();
  for (const { goal, paid, user_id, ts_s } of conversions) {
    if (goal === 'order' && paid && !first_orders.has(user_id)) first_orders.set(user_id, ts_s);
  }
  const users = people.flatMap((person) => {
    const { user_id, registered_s, segment } = person;
    if (user_id === null || registered_s === null) return [];
    const first_s = person.first_order_s ?? first_orders.get(user_id) ?? null;
    return [[user_id, wallTime(registered_s), first_s === null ? null : wallTime(first_s), segment]];
  });
  const tests = testUsers().map((user_id) => [user_id, '2026-01-02 09:00:00', null, 'test']);
  return csv(['user_id', 'registered_at', 'first_order_at', 'segment'], [...users, ...tests]);
}

/**
 * The id map in its general form: chat members, product users, and the (hashed) phone numbers between them.
 * Two in ten members are linked by phone only; some links are too weak to be used; one phone belongs to a reseller.
 */
function idMapCsv(people: readonly Person[]): string {
  const outsiders = people.filter((person) => person.member_id === null);
  const edges = people.flatMap((person, i) => [
    ...edgesOf(person, i),
    ...secondAccount(person, i, outsiders),
  ]);
  const resold = outsiders
    .slice(-5)
    .map((person) => edge(phone(shared_phone), user(person), 'order_phone', 0.9, person));
  return csv(
    ['id_type_a', 'id_a', 'id_type_b', 'id_b', 'source', 'confidence', 'first_seen'],
    [...edges, ...resold],
  );
}

function edgesOf(person: Person, place: number): (string | number)[][] {
  if (person.member_id === null) return [];
  const by_phone = phone(person.person_case === 'shared_phone' ? shared_phone : phoneHash(person.member_id));
  const known = edge(member(person), by_phone, 'chat_profile', 0.9, person);
  if (!person.linked)
    return person.user_id !== null && place % 9 === 0 ? [weakEdge(person)] : place % 5 === 0 ? [known] : [];
  if (person.person_case === 'shared_phone' || place % 9 < 2) {
    return [known, edge(by_phone, user(person), 'order_phone', 0.9, person)];
  }
  return [edge(member(person), user(person), 'unionid', 1, person)];
}

function weakEdge(person: Person): (string | number)[] {
  return edge(member(person), user(person), 'same_address', 0.3, person);
}

/** One linked member in ninety has a second account. */
function secondAccount(person: Person, place: number, outsiders: readonly Person[]): (string | number)[][] {
  const other = outsiders[place];
  const has_one = person.linked && person.person_case === null && place % 90 === 0 && other !== undefined;
  return has_one ? [edge(member(person), user(other), 'unionid', 0.95, other)] : [];
}

type Id = readonly [type: string, id: string];

function member(person: Person): Id {
  return ['member', person.member_id as string];
}

function user(person: Person): Id {
  return ['user', person.user_id as string];
}

function phone(hash: string): Id {
  return ['phone', hash];
}

function phoneHash(text: string): string {
  return `${hash32(text)}`.padStart(10, '0') + `${hash32(`${text}+`)}`.padStart(10, '0');
}

function edge(a: Id, b: Id, source: string, confidence: number, person: Person): (string | number)[] {
  const seen_s = person.registered_s ?? person.stays[0]?.joined_s ?? 0;
  return [...a, ...b, source, confidence, wallTime(seen_s)];
}
