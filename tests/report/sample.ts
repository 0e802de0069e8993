import { groupGoalWeek } from '../../src/publish/group_goal_week.js';
import { groupWeek } from '../../src/publish/group_week.js';
import { groups as groupsTable } from '../../src/publish/groups.js';
import { inColumns } from '../../src/publish/table.js';
import type {
  Facts,
  Freshness,
  Goal,
  Group,
  GroupCredit,
  GroupWeek,
  Landed,
  Lift,
  PlaceboTest,
  Published,
  Sensitivity,
} from '../../src/report/published.js';
import { pyramidTiers } from '../../src/report/published.js';
import { blankRow } from '../blank_row.js';

/** A small run worked by hand: two goals, three types of groups, hostile names, one provisional week. */

export const facts: Facts = {
  period_from: '2026-11-09',
  period_to: '2026-11-15',
  week_label: '2026-W46',
  as_of: '2026-11-16T00:00:00+08:00',
  last_day: '2026-11-15',
  timezone: 'Asia/Shanghai',
  week_starts: 'monday',
  lift_period: 'week',
  language: 'en',
  models: ['first_touch', 'last_touch', 'linear'],
  default_model: 'linear',
  run_hash: '5f2d9c0b7a1e4d3c8b6a90f1e2d3c4b5',
  version: '0.1.0',
  activities: 948_495,
  conversions: 730,
  members: 5448,
  members_matched: 763,
  matched_message_share: 0.851,
  min_cell: 5,
  mask: 'none',
  left_out_after_as_of: 312,
  left_out: [],
  notes: ['Messages of feeds are not exported: activity of feeds is not observable.'],
  previous: null,
};

export const orders: Goal = {
  goal: 'orders',
  window_days: 30,
  has_value: true,
  currency: 'CNY',
  currency_digits: 2,
  headline: true,
  settle_days: 7,
  provisional_from: '2026-11-09',
};

export const posts: Goal = {
  goal: 'posts',
  window_days: 7,
  has_value: false,
  currency: null,
  currency_digits: null,
  headline: false,
  settle_days: 0,
  provisional_from: null,
};

export const hostileNames = [
  '=HYPERLINK("http://evil.example","click")',
  '<script>alert(1)</script>',
  '\u{1f9e7}\u{1f389}',
  '\u202egnp.exe\u202c قروب العملاء',
  'long '.repeat(1000),
  'line\nbreak | pipe `tick` *star* [x](http://e.example) @all',
  '',
  'constructor',
] as const;

const plain = [
  'New members 11',
  '老客福利群',
  'General',
  'Beijing mothers',
  'Weekend runners',
  'Coffee 3',
  'Coffee 4',
];

/** [id, name, type, members, credit, standard error, any touch, messages, writing] */
type Line = readonly [
  string,
  string | null,
  string | null,
  number | null,
  number,
  number,
  number,
  number | null,
  number | null,
];

const lines: readonly Line[] = [
  ...plain.map(
    (name, i): Line => [
      `g${i + 1}`,
      name,
      'group',
      480 - 30 * i,
      [147.4, 99.8, 48.7, 44.1, 31.5, 12.2, 0][i] ?? 0,
      [4.1, 3.6, 2.6, 2.9, 2.2, 1.7, 0][i] ?? 0,
      [181, 140, 66, 60, 41, 19, 0][i] ?? 0,
      900 + 700 * i,
      60 + 9 * i,
    ],
  ),
  ...hostileNames.map(
    (name, i): Line => [`h${i}`, name, 'fission', 200, 12 - 1.5 * i, 1.6, 15 - Math.ceil(1.7 * i), 120, 14],
  ),
  ['feed-1', 'Moments', 'feed', null, 38.3, 3.3, 52, null, null],
];

const groups: readonly Group[] = lines.map(([group_id, name, type]) =>
  blankRow(groupsTable, { group_id, name, type, platform: 'wecom' }),
);

function creditRows(goal: Goal, scale: number, total: number): GroupCredit[] {
  const credited = lines.filter(([, , , , conversions]) => conversions > 0);
  const rows = credited.map(([group_id, , , , conversions, se, touch]) => ({
    model: 'linear',
    goal: goal.goal,
    group_id,
    conversions: conversions * scale,
    conversions_se: se * scale,
    conversions_low: (conversions - 1.96 * se) * scale,
    conversions_high: (conversions + 1.96 * se) * scale,
    person_buckets: Math.min(100, touch),
    value: goal.has_value ? conversions * 88.5 : null,
    value_se: null,
    value_low: null,
    value_high: null,
    conversions_net: conversions * scale * 0.97,
    value_net: goal.has_value ? conversions * 84.25 : null,
    any_touch: Math.round(touch * scale),
    placebo: Math.round(touch * scale * 0.8),
  }));
  const left = total - rows.reduce((sum, row) => sum + row.conversions, 0);
  const leftNet = Math.round(total * 0.97) - rows.reduce((sum, row) => sum + row.conversions_net, 0);
  const value = goal.has_value ? left * 90 : null;
  const none = {
    model: 'linear',
    goal: goal.goal,
    group_id: '(unattributed)',
    any_touch: null,
    placebo: null,
  };
  return [
    ...rows,
    {
      ...none,
      conversions: left,
      conversions_se: 5,
      conversions_low: left - 9.8,
      conversions_high: left + 9.8,
      person_buckets: 100,
      value,
      value_se: null,
      value_low: null,
      value_high: null,
      conversions_net: leftNet,
      value_net: value,
    },
  ];
}

export const weeks = Array.from({ length: 20 }, (_, i) =>
  new Date(Date.UTC(2026, 6, 6) + i * 7 * 86_400_000).toISOString().slice(0, 10),
).filter((week) => week <= '2026-11-09');

const landedRows: readonly Landed[] = weeks.flatMap((week_start, i) =>
  (['new', 'existing', 'reactivated', 'unknown'] as const).map((member_class, k) => {
    const last = week_start === '2026-11-09';
    const conversions = last
      ? ([402, 220, 41, 67][k] ?? 0)
      : ([310, 210, 34, 60][k] ?? 0) + ((i * 37 + k * 11) % 53);
    const conversions_net = last ? ([390, 214, 39, 65][k] ?? 0) : Math.round(conversions * 0.97);
    return {
      goal: 'orders',
      week_start,
      member_class,
      conversions,
      conversions_once: conversions,
      value: conversions * 88,
      conversions_net,
      value_net: conversions_net * 86,
      reported: last ? conversions : 0,
      reported_net: last ? conversions_net : 0,
      reported_value: last ? conversions * 88 : 0,
      reported_value_net: last ? conversions_net * 86 : 0,
    };
  }),
);

const groupWeeks: readonly GroupWeek[] = lines.flatMap(
  ([group_id, , , members, conversions, , , messages, chatters], k) =>
    weeks.map((week_start, i) => ({
      group_id,
      week_start,
      members: members === null ? null : members + i,
      home_members: members === null ? null : Math.round(members / 3),
      landed: Math.round(conversions * (0.7 + 0.05 * ((i * 7 + k * 3) % 9))),
      value: conversions * 80,
      messages: messages === null ? null : messages + i,
      chatters,
      value_reversed: 0,
    })),
);

/** The tests of the two goals: orders as high after as before, posts lower. */
const placeboTests: readonly PlaceboTest[] = [
  ...(['after_window', 'shifted_window', 'random_date'] as const).flatMap((test) => [
    { ...{ goal: 'orders', group_id: '(any)', test, before: 420, after: 357, ratio: 0.85 } },
    { ...{ goal: 'posts', group_id: '(any)', test, before: 220, after: 110, ratio: 0.5 } },
    { ...{ goal: 'orders', group_id: 'g1', test, before: 160, after: 3, ratio: 0.02 } },
  ]),
].map((row) => ({
  ...row,
  low: row.ratio * 0.9,
  high: row.ratio * 1.1,
  warning: row.ratio > 0.8 ? ('no_support' as const) : null,
  pairs: 500,
}));

/** Three models and two windows: g1 and g2 change places, g0 is first everywhere, h9 has credit in one cell. */
const cells: readonly Sensitivity[] = ['first_touch', 'last_touch', 'linear'].flatMap((model, m) =>
  [7, 30].flatMap((window_days, w) => {
    const cell = { goal: 'orders', model, window_days, rule: '(all)', share_read: 1 };
    const [second, third] = m === 0 ? ['g2', 'g1'] : ['g1', 'g2'];
    const groups = ['g0', second ?? '', third ?? '', ...(m === 0 && w === 0 ? ['h9'] : [])];
    return groups.map((group_id, at) => ({
      ...cell,
      group_id,
      conversions: 140 - 40 * at + w,
      rank: at + 1,
    }));
  }),
);
/** What is the same in every claim of the sample. */
const claim: Lift = {
  tactic_id: 'T1',
  goal: 'orders',
  estimator: 'imputation',
  estimate: 0.005,
  se: 0.001,
  low: 0.002,
  high: 0.008,
  raw_low: 0.003,
  raw_high: 0.007,
  bound: 0.001,
  base_rate: 0.02,
  effect_ratio: 1.25,
  effect_ratio_low: 1.1,
  effect_ratio_high: 1.4,
  kind_ratio: 1.3,
  kind_kept: 0.6,
  recruits: 40,
  recruits_landed: 25,
  recruits_effect: 18,
  recruits_low: -3,
  recruits_high: 39,
  recruits_raw_low: -1,
  recruits_raw_high: 37,
  recruits_verdict: 'too_noisy_to_tell',
  p: 0.001,
  incremental: 100,
  incremental_low: 40,
  incremental_high: 160,
  credited: 400,
  ratio: 0.25,
  mde: 0.0032,
  mde_widened: 0.0042,
  verdict: 'likely_caused',
  reason: null,
  treated_groups: 24,
  control_groups: 31,
  dropped_groups: 0,
  counted_from: null,
  counted_days: null,
  counted: null,
  usual: null,
  usual_low: null,
  usual_high: null,
  before_tactic_id: null,
  before_counted: null,
  exposure: 20_000,
  fix: null,
  fix_groups: null,
  fix_people: null,
  fix_results: null,
  fix_periods: null,
  fix_effect: null,
  fix_from: null,
};

const nothing = {
  estimate: null,
  se: null,
  low: null,
  high: null,
  raw_low: null,
  raw_high: null,
  bound: null,
  base_rate: null,
  effect_ratio: null,
  effect_ratio_low: null,
  effect_ratio_high: null,
  kind_ratio: null,
  kind_kept: null,
  recruits: null,
  recruits_landed: null,
  recruits_effect: null,
  recruits_low: null,
  recruits_high: null,
  recruits_raw_low: null,
  recruits_raw_high: null,
  recruits_verdict: null,
  p: null,
  incremental: null,
  incremental_low: null,
  incremental_high: null,
  ratio: null,
  mde: null,
  mde_widened: null,
};

/** A cause, a trial, an estimate that is no finding, one of another time, harm, and one that cannot be identified. */
export const lift: readonly Lift[] = [
  claim,
  {
    ...claim,
    tactic_id: 'T2',
    estimator: 'holdout',
    verdict: 'proven_by_holdout',
    credited: 80,
    ratio: 1.25,
  },
  {
    ...claim,
    tactic_id: 'T3',
    verdict: 'too_noisy_to_tell',
    reason: 'placebo',
    low: -0.001,
    high: 0.011,
    incremental_low: -20,
    incremental_high: 220,
  },
  {
    ...claim,
    tactic_id: 'T4',
    verdict: 'clear_difference',
    reason: 'spillover',
    exposure: 0,
    incremental: null,
    incremental_low: null,
    incremental_high: null,
    credited: null,
    ratio: null,
  },
  {
    ...claim,
    tactic_id: 'T5',
    estimate: -0.005,
    low: -0.008,
    high: -0.002,
    incremental: -100,
    incremental_low: -160,
    incremental_high: -40,
    ratio: -0.25,
  },
  {
    ...claim,
    ...nothing,
    tactic_id: 'kind:red_envelope',
    estimator: 'recurring',
    verdict: 'cannot_be_identified',
    reason: 'qualifying_events',
    fix: 'holdout',
    fix_groups: 25,
    fix_periods: 8,
    fix_effect: 0.0061,
  },
];

/** Rows on every day from 2026-07-06 to the end of the period, in both tables. */
const freshnessRows: readonly Freshness[] = (['activities', 'conversions'] as const).map((name) => ({
  ...{ scope: 'table', table_name: name, name, first_day: '2026-07-06', last_day: '2026-11-15' },
  ...{ days_with_rows: 133, usual_silence_days: 0, status: 'complete' },
  ...{ silent_from: null, silent_to: null, missing_days: 0 },
}));

/** Everything by day and week that the parts about targets, signals, people and groups read. */
const series = {
  landed_days: landedRows.flatMap((row) =>
    row.member_class === 'new'
      ? Array.from({ length: 7 }, (_, at) => ({
          goal: row.goal,
          day: new Date(Date.parse(row.week_start) + at * 86_400_000).toISOString().slice(0, 10),
          people: 88 + at,
          conversions: 91 + at,
          conversions_net: 90 + at,
          value_net: 7900 + at,
          value_squares: 800_000,
          net_365_days_ago: 90 + at,
          net_366_days_ago: 90 + at,
        }))
      : [],
  ),
  goal_week: weeks.map((week_start, at) => ({
    goal: 'orders',
    week_start,
    people: 560 + ((at * 37) % 40),
    conversions: 600 + at,
    conversions_same_age: 590 + at,
    value_same_age: 50_000,
  })),
  funnel: Array.from({ length: 14 }, (_, at) => at).flatMap((at) =>
    ['orders', 'posts'].map((goal) => ({
      week_start: new Date(Date.UTC(2026, 7, 10 + 7 * at)).toISOString().slice(0, 10),
      ...{ goal, clicked: 200, people: goal === 'orders' ? 40 + (at % 3) : at === 8 ? 150 : 90 },
    })),
  ),
  group_goal_week: inColumns(
    groupGoalWeek,
    lines.flatMap(([group_id], k) =>
      weeks.map((week_start, at) => ({
        group_id,
        goal: 'orders',
        week_start,
        people: 20 + k + ((at * 7 + k * 3) % 5),
        conversions: 22 + k,
        conversions_net: 21 + k,
      })),
    ),
  ),
  member_use: ['(any)', 'g1', 'g2'].flatMap((group_id) =>
    (['lands', 'both', 'talks', 'neither'] as const).map((name, at) => ({
      group_id,
      class: name,
      people: 40 * (at + 1),
      conversions: at < 2 ? 50 : 0,
      conversions_net: at < 2 ? 48 : 0,
    })),
  ),
  membership_totals: [{ people: 4000, places: 5200, in_several: 1000 }],
  membership_week: weeks.map((week_start, at) => ({ week_start, joined: 50 + at, left: 20 + (at % 4) })),
  group_overlap: [
    { first_group: 'g1', second_group: 'h1', people: 40, first_people: 480, second_people: 200 },
  ],
  lineage: [{ from_group: 'g3', to_group: 'g4', at_day: '2026-09-15', people: 200, followed: 120 }],
  kol_cards: [
    {
      ...{ kol_id: 'wangxiaoming', goal: 'orders', fee: 610, own: 14, own_net: 14, own_value_net: 1200 },
      ...{ linked: 31, no_link: 9, nobody: 7 },
    },
  ],
  reply_graph: [
    {
      ...{ group_id: 'g1', people: 40, pairs: 90, mutual: 0.3, largest: 0.9, clustering: 0.4 },
      ...{ by_chance: 0.1, by_chance_high: 0.15 },
    },
    {
      ...{ group_id: 'g2', people: 21, pairs: 30, mutual: 0.2, largest: 1, clustering: 0.1 },
      ...{ by_chance: 0.09, by_chance_high: 0.2 },
    },
    {
      ...{ group_id: 'g3', people: 4, pairs: 3, mutual: 0, largest: 1, clustering: null },
      ...{ by_chance: null, by_chance_high: null },
    },
  ],
  pyramid: pyramidTiers.map((tier, at) => ({
    goal: 'orders',
    tier,
    people: [10, 90, 400, 500][at] ?? 0,
    conversions: [100, 300, 700, 500][at] ?? 0,
    messages: [5, 50, 500, 900][at] ?? 0,
  })),
  cohorts: weeks.flatMap((first_week) =>
    [0, 1, 2, 5, 8].map((age_weeks) => ({
      goal: 'orders',
      first_week,
      age_weeks,
      people: age_weeks === 0 ? 100 : 12,
    })),
  ),
  targets: [
    { node: 'Orders, week 46', period: '2026-W46', target: 600, parent: null, metric: 'orders:conversions' },
    { node: 'Orders, November', period: '2026-11', target: 5000, parent: null, metric: 'orders:conversions' },
    {
      node: 'Value, November',
      period: '2026-11',
      target: 200_000,
      parent: 'Orders, November',
      metric: 'orders:value',
    },
  ],
  reasons: [],
  calendar: [{ date: '2026-11-11', name: '11.11', kind: 'campaign', comparable_to: null }],
};

/** The full sample in English. */
export const sample: Published = {
  group_credit: [...creditRows(orders, 1, 730), ...creditRows(posts, 0.5, 380)],
  tactic_credit: [],
  kol_credit: [
    { ...creditRows(orders, 1, 730)[0], kol_id: 'wangxiaoming' } as never,
    { ...creditRows(orders, 1, 730)[1], kol_id: '(none)' } as never,
  ],
  placebo: [
    { goal: 'orders', window_days: 30, real: 467, placebo: 397 },
    { goal: 'posts', window_days: 7, real: 240, placebo: 120 },
  ],
  placebo_test: placeboTests,
  sensitivity: cells,
  unattributed: [
    { goal: 'orders', reason: 'no_identity', conversions: 157, value: 13_800 },
    { goal: 'orders', reason: 'no_touch', conversions: 58, value: 5100 },
    { goal: 'orders', reason: 'touch_only_after', conversions: 23, value: 2000 },
    { goal: 'orders', reason: 'excluded_person', conversions: 3, value: 260 },
    { goal: 'posts', reason: 'no_touch', conversions: 90, value: null },
  ],
  promo_effect: [
    {
      ...{ goal: 'orders', suspects: 12, conversions: 730, conversions_without: 694 },
      ...{ conversions_net: 700, conversions_net_without: 690, value_net: 61_000, value_net_without: 60_250 },
    },
  ],
  group_members: lines.flatMap(([group_id, , , members]) =>
    members === null
      ? []
      : [
          {
            group_id,
            members: members + weeks.length - 1,
            home_members: Math.round(members / 3),
            basis: 'memberships',
          },
        ],
  ),
  group_week: inColumns(groupWeek, groupWeeks),
  id_joins: [],
  match_rate: lines.map(([group_id, , , members]) => ({
    group_id,
    members: members ?? 90,
    matched: Math.round((members ?? 90) * 0.14),
    basis: members === null ? 'observed' : 'memberships',
  })),
  reconciliation: ['orders', 'posts'].flatMap((goal) =>
    facts.models.map((model) => ({
      goal,
      model,
      source_total: goal === 'orders' ? 730 : 380,
      credited: goal === 'orders' ? 467 : 233.5,
      unattributed: goal === 'orders' ? 263 : 146.5,
      difference: 0,
      value_source_total: goal === 'orders' ? 64_605 : null,
      value_credited: goal === 'orders' ? 41_330 : null,
      value_unattributed: goal === 'orders' ? 23_275 : null,
      value_difference: goal === 'orders' ? 0 : null,
    })),
  ),
  rejects: [
    {
      table_name: 'conversions',
      file: 'orders_2026-11.csv',
      line: 4711,
      column: 'user_id',
      found: '7.43E+18',
      expected: 'an id as text',
      reason: 'the id lost digits',
    },
    {
      table_name: 'activities',
      file: 'chat.csv',
      line: 12,
      column: 'ts',
      found: '2026-13-01',
      expected: 'a time',
      reason: 'month 13',
    },
  ],
  landed: landedRows,
  ...series,
  groups,
  tactics: [
    ...['T1', 'T2', 'T3', 'T4', 'T5'].map((tactic_id, at) => ({
      tactic_id,
      name: hostileNames[at] ?? null,
      kind: 'activity',
      cost: at === 0 ? 1200 : null,
      currency: 'CNY',
      hours: at === 0 ? 8 : null,
      starts_at_us: Date.UTC(2026, 10, 10) * 1000,
      ends_at_us: Date.UTC(2026, 10, 11) * 1000,
      goal: at === 0 ? 'orders' : null,
      owner: at === 0 ? 'Ben' : null,
    })),
    {
      ...{ tactic_id: 'T6', name: 'Rain', kind: 'red_envelope', cost: 10, currency: 'CNY', hours: 1 },
      ...{ starts_at_us: Date.UTC(2026, 8, 1) * 1000, ends_at_us: null, goal: null, owner: null },
    },
  ],
  tactic_groups: ['g1', 'g2', 'g3'].map((group_id) => ({
    ...{ tactic_id: 'T1', group_id, arm: 'treated' as const, since: '2026-11-09' },
  })),
  lift,
  lift_checks: (
    [
      { check: 'placebo', size: 0.0002, error: 0.0004, bound: 0, asked: 1, passed: null },
      { check: 'activity_trend', size: null, error: null, bound: null, asked: 0, passed: null },
      { check: 'treated_groups', size: 24, error: null, bound: null, asked: 1, passed: 1 },
    ] as const
  ).map((check) => ({ tactic_id: 'T1', goal: 'orders', ...check })),
  lift_event_study: [-2, -1, 0, 1].map((since_start) => ({
    tactic_id: 'T1',
    goal: 'orders',
    since_start,
    estimate: since_start < 0 ? 0.001 : 0.006,
    se: 0.001,
    low: since_start < 0 ? -0.002 : 0.002,
    high: since_start < 0 ? 0.004 : 0.01,
  })),
  lift_kinds: [
    {
      ...{ kind: 'link_drop', goal: 'orders', tactics: 3, verdict: 'likely_caused', reason: 'placebo' },
      ...{ effect_ratio: 1.4, effect_ratio_low: 1.1, effect_ratio_high: 1.7, raw_low: 1.15, raw_high: 1.65 },
      ...{ p: 0.01, between_sd: 0.05, next_low: 1, next_high: 1.8, mde: 0.35 },
      ...{ fix: null, fix_tactics: null, fix_groups: null, fix_effect: null },
    },
  ],
  goals: [orders, posts],
  sources: [
    {
      table_name: 'activities',
      rows: 948_495,
      rejected: 1,
      first_ts: '2026-07-06T08:01:00+08:00',
      last_ts: '2026-11-15T23:58:00+08:00',
    },
    {
      table_name: 'conversions',
      rows: 67_159,
      rejected: 1,
      first_ts: '2026-07-06T09:00:00+08:00',
      last_ts: '2026-11-15T22:10:00+08:00',
    },
    { table_name: 'identities', rows: 763, rejected: 0, first_ts: null, last_ts: null },
  ],
  freshness: freshnessRows,
  facts,
};

/** A run with nothing in it. */
export const empty: Published = {
  group_credit: [],
  tactic_credit: [],
  kol_credit: [],
  placebo: [],
  placebo_test: [],
  sensitivity: [],
  unattributed: [],
  promo_effect: [],
  group_members: [],
  group_week: inColumns(groupWeek, []),
  id_joins: [],
  match_rate: [],
  reconciliation: [],
  rejects: [],
  landed: [],
  landed_days: [],
  goal_week: [],
  group_goal_week: inColumns(groupGoalWeek, []),
  funnel: [],
  member_use: [],
  membership_totals: [],
  membership_week: [],
  group_overlap: [],
  lineage: [],
  kol_cards: [],
  pyramid: [],
  reply_graph: [],
  cohorts: [],
  targets: [],
  reasons: [],
  calendar: [],
  groups: [],
  tactics: [],
  tactic_groups: [],
  lift: [],
  lift_checks: [],
  lift_event_study: [],
  lift_kinds: [],
  goals: [],
  sources: [],
  freshness: [],
  facts: {
    ...facts,
    activities: 0,
    conversions: 0,
    members: null,
    members_matched: null,
    matched_message_share: null,
    left_out_after_as_of: 0,
    left_out: [],
    notes: [],
  },
};

/** The same run with other facts. */
export function withFacts(published: Published, changes: Partial<Facts>): Published {
  return { ...published, facts: { ...published.facts, ...changes } };
}
