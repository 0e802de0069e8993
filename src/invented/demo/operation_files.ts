import { csv } from '../../text/csv.js';
import { at, wallTime } from './clock.js';
import { testUsers } from './conversions.js';
import { groups, liveQr, split_s } from './groups.js';
import { kols, operators } from './kols.js';
import { type Language, labels } from './labels.js';
import { memberIdOf, type Person } from './people.js';
import { rows } from './rows.js';
import { tactics } from './tactics.js';

const assigned_at = '2026-10-16 10:00:00';

/** What the operators maintain themselves: groups, members, codes, tactics, KOLs, staff, targets, the calendar. */
export function operationFiles(people: readonly Person[], language: Language): Record<string, string> {
  return {
    'data/groups.csv': groupCsv(language),
    'data/memberships.csv': membershipCsv(people),
    'data/lineage.csv': lineageCsv(),
    'data/codes.csv': codeCsv(language),
    'data/tactics.csv': tacticCsv(language),
    'data/tactic_groups.csv': tacticGroupCsv(),
    'data/kols.csv': kolCsv(people, language),
    'data/staff.csv': staffCsv(people),
    'data/targets.csv': targetCsv(language),
    'data/calendar.csv': calendarCsv(language),
  };
}

function kolName(key: string | null, language: Language): string | null {
  return kols.find((kol) => kol.key === key)?.name[language] ?? null;
}

function groupCsv(language: Language): string {
  return csv(
    [
      'group_id',
      'name',
      'platform',
      'type',
      'matrix',
      'owner_id',
      'kol_id',
      'created_at',
      'closed_at',
      'capacity',
    ],
    groups.map((group) => [
      group.group_id,
      group.name[language],
      group.platform,
      group.type,
      group.matrix,
      memberIdOf('operator', group.operator),
      kolName(group.kol, language),
      wallTime(group.created_s),
      group.closed_s === null ? null : wallTime(group.closed_s),
      group.capacity || null,
    ]),
  );
}

/** Every stay; here an empty left_at is known to mean "still there". */
function membershipCsv(people: readonly Person[]): string {
  return csv(
    ['group_id', 'member_id', 'joined_at', 'left_at', 'left_known', 'join_method', 'inviter_id', 'code'],
    people.flatMap((person) =>
      person.stays.map((stay) => [
        stay.group_id,
        person.member_id,
        wallTime(stay.joined_s),
        stay.left_s === null ? null : wallTime(stay.left_s),
        'true',
        stay.join_method,
        stay.inviter_id,
        stay.code,
      ]),
    ),
  );
}

function lineageCsv(): string {
  return csv(
    ['from_group', 'to_group', 'at', 'kind'],
    ['0107', '0108'].map((half) => ['0103', half, wallTime(split_s), 'split']),
  );
}

/** Live QR codes belong to groups; promo codes to a KOL with the first group they run, or only to a tactic. */
function codeCsv(language: Language): string {
  const live = groups.map((group) => {
    const tactic_id = group.type === 'fission' ? 'T05' : null;
    return [liveQr(group.group_id), group.group_id, tactic_id, null, wallTime(group.created_s), null];
  });
  const of_kols = kols.map((kol) => {
    const tactic_id = tactics.find((tactic) => tactic.code === kol.code)?.tactic_id ?? null;
    const home = groups.find((group) => group.kol === kol.key)?.group_id ?? null;
    return [kol.code, home, tactic_id, kolName(kol.key, language), wallTime(at(kol.from)), null];
  });
  const of_tactics = tactics
    .filter((tactic) => tactic.code !== null && kols.every((kol) => kol.code !== tactic.code))
    .map((tactic) => [tactic.code, null, tactic.tactic_id, null, wallTime(tactic.starts_s), null]);
  return csv(
    ['code', 'group_id', 'tactic_id', 'kol_id', 'valid_from', 'valid_to'],
    [...live, ...of_kols, ...of_tactics],
  );
}

function tacticCsv(language: Language): string {
  const { tactics: header, tactic_kinds } = labels[language];
  return csv(
    Object.values(header),
    tactics.map((tactic) => [
      tactic.tactic_id,
      tactic_kinds[tactic.kind] ?? tactic.kind,
      tactic.starts_at,
      tactic.ends_at,
      tactic.name[language],
      tactic.cost,
      'CNY',
      tactic.hours,
      tactic.goal,
      operators[tactic.operator]?.[language] ?? null,
    ]),
  );
}

function tacticGroupCsv(): string {
  return csv(
    ['tactic_id', 'group_id', 'arm', 'assigned_at'],
    tactics.flatMap(({ tactic_id, groups: treated, holdout }) => {
      const at_random = holdout.length > 0 ? assigned_at : null;
      return [
        ...treated.map((group_id) => [tactic_id, group_id, 'treated', at_random]),
        ...holdout.map((group_id) => [tactic_id, group_id, 'holdout', at_random]),
      ];
    }),
  );
}

function kolCsv(people: readonly Person[], language: Language): string {
  return csv(
    ['kol_id', 'member_id', 'user_id', 'from', 'to', 'fee'],
    kols.map((kol) => {
      const person = people.find(({ role, key }) => role === 'kol' && key === kol.key) as Person;
      return [kol.name[language], person.member_id, person.user_id, kol.from, kol.to, kol.fee];
    }),
  );
}

function staffCsv(people: readonly Person[]): string {
  const staff = people.filter(({ person_case }) => person_case === 'staff' || person_case === 'bot');
  return csv(
    ['id_type', 'id', 'reason'],
    [
      ...staff.map((person) => ['member', person.member_id, person.person_case]),
      ...testUsers().map((user_id) => ['user', user_id, 'test']),
    ],
  );
}

const target_table = `
period   | target | metric              | parent | en                          | zh
2026-W46 | 90000  | order:value         |        | Net sales, 11.11 week       | 双11周净成交额
2026-W46 | 360    | order:conversions   | 0      | Orders, 11.11 week          | 双11周订单数
2026-W46 | 80     | register:conversions| 0      | Registrations, 11.11 week   | 双11周注册数
2026-11  | 380000 | order:value         |        | Net sales, November         | 11月净成交额
2026-11  | 1500   | order:conversions   | 3      | Orders, November            | 11月订单数
2026-11  | 400    | register:conversions| 3      | Registrations, November     | 11月注册数
`;

/** The goal tree for the week and the month. */
function targetCsv(language: Language): string {
  const nodes = rows<'period' | 'target' | 'metric' | 'parent' | 'en' | 'zh'>(target_table);
  return csv(
    ['node', 'period', 'target', 'parent', 'metric'],
    nodes.map((node) => [
      node[language],
      node.period,
      node.target,
      node.parent === '' ? null : (nodes[Number(node.parent)]?.[language] ?? null),
      node.metric,
    ]),
  );
}

const calendar_table = `
date       | kind     | comparable_to | en                          | zh
2026-06-18 | campaign | 2025-06-18    | 6.18                        | 618大促
2026-08-19 | festival | 2025-08-29    | Qixi                        | 七夕
2026-09-25 | holiday  | 2025-10-06    | Mid-Autumn Festival         | 中秋节
2026-10-01 | holiday  | 2025-10-01    | National Day                | 国庆节
2026-10-31 | campaign | 2025-10-31    | 11.11 first wave            | 双11第一波
2026-11-10 | campaign | 2025-11-10    | 11.11 eve                   | 双11前夜
2026-11-11 | campaign | 2025-11-11    | 11.11                       | 双11
`;

function calendarCsv(language: Language): string {
  return csv(
    ['date', 'name', 'kind', 'comparable_to'],
    rows<'date' | 'kind' | 'comparable_to' | 'en' | 'zh'>(calendar_table).map((day) => [
      day.date,
      day[language],
      day.kind,
      day.comparable_to,
    ]),
  );
}
