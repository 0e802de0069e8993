import { around, between, chance, pick, type Random, stream, unit } from '../../statistics/random.js';
import { type Activity, activity } from './activities.js';
import { day_s, dayOf, days, end_s, hour_s, minute_s, momentOf } from './clock.js';
import { type Group, groups } from './groups.js';
import { isPresent, type Person } from './people.js';
import { tacticOf, tactics } from './tactics.js';

/** What is said in the groups: messages, replies, reactions, posts of operators, joins and leaves. None of it is a result. */
export function chat(seed: number, crowd: readonly Person[]): Activity[] {
  const random = stream(seed, 'chat');
  return [
    ...groups.flatMap((group) => talk(random, group, crowd)),
    ...groups.flatMap((group) => posts(random, group, crowd)),
    ...comings(crowd),
    ...greetings(crowd),
    ...sameWords(crowd),
  ];
}

function talk(random: Random, group: Group, crowd: readonly Person[]): Activity[] {
  const talkers = crowd.filter((person) => person.talks && isEverIn(person, group));
  return livingDays(group).flatMap((day) => {
    const noon_s = day * day_s + 12 * hour_s;
    const present = talkers.filter((person) => isIn(person, group, noon_s));
    if (present.length === 0) return [];
    return talkOfDay(random, group, present, momentsOf(random, group, day));
  });
}

function momentsOf(random: Random, group: Group, day: number): number[] {
  const count = around(random, group.messages_per_day * liveliness(group, day));
  return Array.from({ length: count }, () => momentOf(random, day)).sort((a, b) => a - b);
}

/** Chat games and diaries make a group lively, but that is all they do. */
function liveliness(group: Group, day: number): number {
  const game = isRunning('T14', group, day) ? 2.2 : 1;
  const diary = isRunning('T04', group, day) ? 1.3 : 1;
  return game * diary * (day % 7 >= 5 ? 0.8 : 1.05);
}

function isRunning(tactic_id: string, group: Group, day: number): boolean {
  const tactic = tacticOf(tactic_id);
  return (
    tactic.groups.includes(group.group_id) && dayOf(tactic.starts_s) <= day && day * day_s < tactic.ends_s
  );
}

function talkOfDay(
  random: Random,
  group: Group,
  present: readonly Person[],
  moments: readonly number[],
): Activity[] {
  const said: Activity[] = [];
  for (const ts_s of moments) {
    const who = talkative(random, present);
    const draw = unit(random);
    const before = said.slice(-5).filter((message) => message.kind !== 'reaction');
    if (draw < 0.24 && before.length > 0) {
      const kind = draw < 0.14 ? 'reply' : 'reaction';
      const text_length = kind === 'reply' ? between(random, 2, 40) : null;
      said.push(activity(ts_s, group.group_id, kind, who, { reply_to: pick(random, before), text_length }));
    } else {
      said.push(activity(ts_s, group.group_id, 'message', who, { text_length: between(random, 1, 90) }));
    }
  }
  return said;
}

/** A few people write most messages: the first in the list far more often than the last. */
function talkative(random: Random, present: readonly Person[]): Person {
  const draw = unit(random);
  return present[Math.floor(present.length * draw * draw * draw)] as Person;
}

/** Posts for everybody: three per week by operators and KOLs, and one on each of a tactic's first two days. */
function posts(random: Random, group: Group, crowd: readonly Person[]): Activity[] {
  const posters = crowd.filter(
    (person) => person.role !== 'member' && person.role !== 'bot' && isEverIn(person, group),
  );
  const share = group.type === 'direct' ? 0.1 : group.group_id === '0106' ? 0.4 : 0.22;
  return livingDays(group).flatMap((day) => {
    const planned = tactics.filter((tactic) => isAnnounced(tactic.tactic_id, group, day));
    const free = chance(random, share) ? [null] : [];
    return [...planned.map((tactic) => tactic.tactic_id), ...free].map((tactic_id) =>
      post(random, group, pick(random, posters), day, tactic_id),
    );
  });
}

function isAnnounced(tactic_id: string, group: Group, day: number): boolean {
  const first = dayOf(tacticOf(tactic_id).starts_s);
  return isRunning(tactic_id, group, day) && day - first <= 1;
}

function post(random: Random, group: Group, who: Person, day: number, tactic_id: string | null): Activity {
  const ts_s = day * day_s + pick(random, [9, 10, 12, 18]) * hour_s + between(random, 0, 50 * minute_s);
  return activity(Math.max(ts_s, group.created_s), group.group_id, 'broadcast', who, {
    tactic_id,
    mention_all: chance(random, 0.2),
    url_count: chance(random, 0.7) ? 1 : 0,
    text_length: between(random, 30, 260),
  });
}

/** The bot of 0106 says good morning every day at half past seven. */
function greetings(crowd: readonly Person[]): Activity[] {
  const bot = crowd.find((person) => person.role === 'bot') as Person;
  return Array.from({ length: days }, (_, day) =>
    activity(day * day_s + 7.5 * hour_s, '0106', 'message', bot, { text_length: 12 }),
  );
}

/** Joins (with the scan of the live QR code just before) and leaves inside the history. */
function comings(crowd: readonly Person[]): Activity[] {
  return crowd.flatMap((person) =>
    person.stays.flatMap((stay) => {
      const { group_id, joined_s, left_s, code } = stay;
      const scan = code === null ? [] : [activity(joined_s - 8, group_id, 'code_scan', person, { code })];
      const coming = [...scan, activity(joined_s, group_id, 'join', person)];
      const leaving = left_s === null ? [] : [activity(left_s, group_id, 'leave', person)];
      return [...coming, ...leaving].filter(({ ts_s }) => ts_s >= 0 && ts_s < end_s);
    }),
  );
}

/** Genuine duplicates: members of the chat game send "+1" twice in one second, and the phone that exported it has no ids. */
function sameWords(crowd: readonly Person[]): Activity[] {
  const { starts_s } = tacticOf('T14');
  const players = crowd.filter(
    (person) => person.role === 'member' && isIn(person, { group_id: '0106' }, starts_s),
  );
  return players.slice(0, 6).flatMap((person, i) => {
    const ts_s = starts_s + 20 * hour_s + i * 11;
    const words = activity(ts_s, '0106', 'message', person, {
      text_length: 2,
      without_id: true,
      tactic_id: 'T14',
    });
    return [words, { ...words }];
  });
}

function livingDays(group: Group): number[] {
  const first = Math.max(0, Math.ceil(group.created_s / day_s));
  const last = group.closed_s === null ? days - 1 : dayOf(group.closed_s) - 1;
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function isEverIn(person: Person, group: Group): boolean {
  return person.stays.some((stay) => stay.group_id === group.group_id);
}

function isIn(person: Person, group: Pick<Group, 'group_id'>, ts_s: number): boolean {
  return person.stays.some((stay) => stay.group_id === group.group_id && isPresent(stay, ts_s));
}
