import { around, between, chance, pick, type Random, stream } from '../../statistics/random.js';
import { at, day_s, days, end_s, hour_s, minute_s, momentOf } from './clock.js';
import { type Group, groupOf, groups, liveQr, split_s } from './groups.js';
import { kols, operators } from './kols.js';

export interface Stay {
  readonly group_id: string;
  readonly joined_s: number;
  readonly left_s: number | null;
  readonly join_method: string;
  readonly inviter_id: string | null;
  readonly code: string | null;
}

export type Segment = 'new' | 'regular' | 'loyal';

/** What makes a person one of the odd cases of the story. */
export type PersonCase = 'abuser' | 'shared_phone' | 'staff' | 'bot' | null;

export interface Person {
  readonly member_id: string | null;
  /** null: no account in the product */
  readonly user_id: string | null;
  /** whether the id map knows that member and user are one person */
  readonly linked: boolean;
  readonly role: 'member' | 'operator' | 'kol' | 'bot';
  /** key of an operator or a KOL */
  readonly key: string | null;
  readonly segment: Segment;
  readonly registered_s: number | null;
  /** first order before the exported history */
  readonly first_order_s: number | null;
  readonly talks: boolean;
  readonly stays: readonly Stay[];
  readonly person_case: PersonCase;
}

const segments: readonly Segment[] = ['new', 'regular', 'loyal'];
const second_groups = ['0601', '0601', '0602', '0602', '0501', '0501', '0502', '0503', '0701'];
const outsider_count = 900;
const abuser_count = 12;
/** Special people in the story get their ids from these numbers on. */
const member_places = {
  role: 1,
  member: 40,
  abuser: 4000,
  shared_phone: 4100,
  outsider: 5000,
  store: 10_000,
};

/** Everybody: members group by group, operators, KOLs, odd cases, and product users who are in no group. */
export function people(seed: number): Person[] {
  const random = stream(seed, 'people');
  const apart = stream(seed, 'people of stores');
  const places = groups.flatMap((group) => Array.from({ length: group.size }, () => group));
  const members = places.filter((group) => group.type !== 'store');
  const stores = places.filter((group) => group.type === 'store');
  return [
    ...members.map((group, i) => member(random, group, member_places.member + i)),
    ...roles(),
    ...abusers(random),
    ...sharedPhone(random),
    ...Array.from({ length: outsider_count }, (_, i) => outsider(random, member_places.outsider + i)),
    ...stores.map((group, i) => member(apart, group, member_places.store + i)),
  ];
}

/** Seven digits, the first of which may be 0. 9,999,991 is prime, so no two places share an id. */
export function memberId(place: number): string {
  return String((place * 7919 + 31_847) % 9_999_991).padStart(7, '0');
}

/** Nineteen digits: more than a spreadsheet or a double can hold. */
export function userId(place: number): string {
  return String(7_430_218_846_610_023_457n + BigInt(place) * 104_729_000_077n);
}

export function isPresent(stay: Stay, ts_s: number): boolean {
  return stay.joined_s <= ts_s && (stay.left_s === null || ts_s < stay.left_s);
}

function member(random: Random, group: Group, place: number): Person {
  const segment = segmentOf(random, group);
  const joined_s = joinTime(random, group);
  const first = firstStay(random, group, joined_s);
  const registered_s = registration(random, group, joined_s);
  return {
    member_id: memberId(place),
    user_id: registered_s === null ? null : userId(place),
    linked: registered_s !== null && chance(random, 0.86),
    role: 'member',
    key: null,
    segment,
    registered_s,
    first_order_s: firstOrder(random, registered_s, segment),
    talks: chance(random, 0.42),
    stays: [...first, ...secondStay(random, group, joined_s)],
    person_case: null,
  };
}

function segmentOf(random: Random, group: Group): Segment {
  const draw = between(random, 1, 100);
  const [fresh = 0, regular = 0] = group.mix;
  return segments[draw <= fresh ? 0 : draw <= fresh + regular ? 1 : 2] as Segment;
}

/** In old groups, two in three members joined before the history starts; new groups fill within three weeks. */
function joinTime(random: Random, group: Group): number {
  const created_day = Math.ceil(group.created_s / day_s);
  if (created_day > 0)
    return momentOf(random, between(random, created_day, Math.min(created_day + 20, days - 3)));
  if (chance(random, 0.66)) return momentOf(random, between(random, Math.max(created_day, -90), -1));
  const last_day = group.closed_s === null ? days - 2 : Math.floor(group.closed_s / day_s) - 3;
  return momentOf(random, between(random, 0, last_day));
}

/** The stay in the first group; most members of the split group continue in one of its two halves. */
function firstStay(random: Random, group: Group, joined_s: number): Stay[] {
  const left_s = leaveTime(random, group, joined_s);
  const stay = { group_id: group.group_id, joined_s, ...howJoined(random, group) };
  if (group.closed_s === null || (left_s !== null && left_s < group.closed_s)) return [{ ...stay, left_s }];
  const half = chance(random, 0.5) ? '0107' : '0108';
  const moved = { group_id: half, joined_s: split_s, join_method: 'migrate', inviter_id: null, code: null };
  const closed = { ...stay, left_s: split_s };
  return chance(random, 0.94) ? [closed, { ...moved, left_s }] : [closed];
}

function leaveTime(random: Random, group: Group, joined_s: number): number | null {
  if (!chance(random, group.leave)) return null;
  const left_s = Math.max(joined_s, 0) + between(random, 1, 120) * day_s + between(random, 0, 9 * hour_s);
  return left_s < end_s ? left_s : null;
}

function howJoined(random: Random, group: Group): Pick<Stay, 'join_method' | 'inviter_id' | 'code'> {
  if (group.type === 'feed' || group.type === 'direct') {
    return { join_method: 'follow', inviter_id: null, code: null };
  }
  if (chance(random, group.type === 'fission' ? 0.7 : 0.25)) {
    return { join_method: 'invite', inviter_id: inviter(random, group), code: null };
  }
  return { join_method: 'scan', inviter_id: null, code: liveQr(group.group_id) };
}

/** The group's KOL, or one of the first members of Skincare Clubs 1 and 2: they bring their friends. */
function inviter(random: Random, group: Group): string {
  const kol = kols.findIndex(({ key }) => key === group.kol);
  if (kol >= 0 && chance(random, 0.35)) return memberId(rolePlace('kol', kol));
  const place = between(random, 0, 30);
  return memberId(member_places.member + Math.floor((place * place) / 5));
}

/**
 * When a member opened an account, or null. The friends who come through tactic T05 are the planted truth of the goal `register`:
 * without it 50 of 100 would open an account, with it 82.
 */
function registration(random: Random, group: Group, joined_s: number): number | null {
  if (group.group_id === '0304')
    return chance(random, 0.5) ? joined_s - between(random, 20, 300) * day_s : null;
  const by_itself = group.type === 'fission' ? 0.5 : 0.82;
  const with_gift = group.type === 'fission' ? 0.32 : 0;
  if (!chance(random, by_itself + with_gift)) return null;
  if (joined_s < 0) return joined_s + between(random, -400 * day_s, 5 * day_s);
  if (chance(random, group.type === 'fission' ? 0.12 : 0.4))
    return joined_s - between(random, 5, 400) * day_s;
  const delay_s = chance(random, 0.7)
    ? between(random, 2 * minute_s, 20 * hour_s)
    : between(random, 1, 9) * day_s;
  return joined_s + delay_s < end_s ? joined_s + delay_s : null;
}

function firstOrder(random: Random, registered_s: number | null, segment: Segment): number | null {
  if (registered_s === null || !chance(random, segment === 'new' ? 0.35 : 0.85)) return null;
  const ordered_s = registered_s + between(random, hour_s, 50 * day_s);
  return ordered_s < 0 ? ordered_s : null;
}

function secondStay(random: Random, group: Group, joined_s: number): Stay[] {
  if (group.group_id === '0304' || !chance(random, 0.28)) return [];
  const other = groupOf(pick(random, second_groups));
  const earliest_s = Math.max(joined_s, other.created_s) + hour_s;
  if (other.group_id === group.group_id || earliest_s > end_s - 2 * day_s) return [];
  const latest_s = Math.min(earliest_s + 40 * day_s, end_s - day_s);
  const stay_s = between(random, earliest_s, latest_s);
  return [{ group_id: other.group_id, joined_s: stay_s, left_s: null, ...howJoined(random, other) }];
}

function rolePlace(role: 'operator' | 'kol' | 'bot', number: number): number {
  return member_places.role + { operator: 0, kol: 10, bot: 20 }[role] + number;
}

/** The member id of an operator or KOL. */
export function memberIdOf(role: 'operator' | 'kol', key: string): string {
  const keys = role === 'operator' ? Object.keys(operators) : kols.map((kol) => kol.key);
  return memberId(rolePlace(role, keys.indexOf(key)));
}

function roles(): Person[] {
  const owners = Object.keys(operators).map((key, i) =>
    rolePerson('operator', key, rolePlace('operator', i), (group) => group.operator === key),
  );
  const leaders = kols.map((kol, i) =>
    rolePerson('kol', kol.key, rolePlace('kol', i), (group) => group.kol === kol.key),
  );
  return [
    ...owners,
    ...leaders,
    rolePerson('bot', 'bot', rolePlace('bot', 0), (group) => group.group_id === '0106'),
  ];
}

function rolePerson(
  role: 'operator' | 'kol' | 'bot',
  key: string,
  place: number,
  runs: (group: Group) => boolean,
) {
  const person_case: PersonCase = role === 'kol' ? null : role === 'bot' ? 'bot' : 'staff';
  return {
    member_id: memberId(place),
    user_id: role === 'bot' ? null : userId(place),
    linked: role !== 'bot',
    role,
    key,
    segment: 'regular' as const,
    registered_s: role === 'bot' ? null : at('2026-01-02 10:00') + place * hour_s,
    first_order_s: role === 'bot' ? null : at('2026-01-09 10:00') + place * hour_s,
    talks: role !== 'bot',
    stays: groups.filter(runs).map((group) => ({
      group_id: group.group_id,
      joined_s: group.created_s,
      left_s: group.closed_s,
      join_method: 'create',
      inviter_id: null,
      code: null,
    })),
    person_case,
  };
}

/** Twelve accounts that join together, take the gift, order in a burst, send everything back and leave. */
function abusers(random: Random): Person[] {
  return Array.from({ length: abuser_count }, (_, i) => {
    const joined_s = at('2026-09-19 21:00') + i * 70 + around(random, 20);
    return {
      ...plain(member_places.abuser + i),
      registered_s: joined_s + 5 * minute_s + i,
      stays: [
        {
          group_id: '0403',
          joined_s,
          left_s: at('2026-09-26 09:00') + i * minute_s,
          join_method: 'invite',
          inviter_id: memberId(member_places.abuser),
          code: null,
        },
      ],
      person_case: 'abuser' as const,
    };
  });
}

/** A campus reseller: nine members who share one phone number. */
function sharedPhone(random: Random): Person[] {
  return Array.from({ length: 9 }, (_, i) => ({
    ...plain(member_places.shared_phone + i),
    segment: 'regular' as const,
    registered_s: at('2026-05-20 12:00') + i * day_s,
    first_order_s: at('2026-06-20 12:00') + i * day_s,
    stays: [
      {
        group_id: '0303',
        joined_s: momentOf(random, i - 40),
        left_s: null,
        join_method: 'scan',
        inviter_id: null,
        code: liveQr('0303'),
      },
    ],
    person_case: 'shared_phone' as const,
  }));
}

function plain(place: number): Person {
  return {
    member_id: memberId(place),
    user_id: userId(place),
    linked: true,
    role: 'member',
    key: null,
    segment: 'new',
    registered_s: null,
    first_order_s: null,
    talks: false,
    stays: [],
    person_case: null,
  };
}

/** A product user who is in no group: their orders show what comes without groups. */
function outsider(random: Random, place: number): Person {
  const segment = pick(random, ['new', 'new', 'new', 'regular', 'regular', 'loyal'] as const);
  const registered_s = chance(random, 0.68)
    ? -between(random, 1, 500 * day_s)
    : momentOf(random, between(random, 0, days - 1));
  const first_order_s = firstOrder(random, registered_s, segment);
  return { ...plain(place), member_id: null, linked: false, segment, registered_s, first_order_s };
}
