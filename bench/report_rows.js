// Published rows of a large community: every figure is a hash of its position, so that all machines measure the same.
import { groupGoalWeek } from '../dist/publish/group_goal_week.js';
import { groupWeek } from '../dist/publish/group_week.js';
import { inColumns } from '../dist/publish/table.js';

const day_ms = 86_400_000;
const last = Date.UTC(2026, 10, 9);
const day = (ms) => new Date(ms).toISOString().slice(0, 10);

/** A number between 0 and 1 that depends only on its positions. */
function hashed(...places) {
  let state = 0x811c9dc5;
  for (const place of places) state = Math.imul(state ^ place, 0x01000193) + 0x9e3779b9;
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  return ((state ^ (state >>> 15)) >>> 0) / 4294967296;
}

const goalNames = ['order', 'register', 'visit'];
const types = ['club', 'store', 'event', 'campus'];
const models = ['linear', 'last_touch'];

/** Facts and rows of `count` groups in `length` weeks with three goals, 60 tactics and 40 KOLs; only rows with a result are kept, as a run does. */
export function largeCommunity(count, length) {
  const weeks = Array.from({ length }, (_, at) => day(last - (length - 1 - at) * 7 * day_ms));
  const ids = Array.from({ length: count }, (_, at) => `g${String(at).padStart(6, '0')}`);
  const mean = (group, goal) => (0.3 + 6 * hashed(group, goal, 1) ** 3) / (1 + goal);
  const landedBy = ids.map((_, group) =>
    goalNames.map((_, goal) =>
      weeks.map((_, week) =>
        Math.floor(mean(group, goal) * 2 * hashed(group, goal, week, 2) + hashed(week, 3)),
      ),
    ),
  );
  const total = (goal, week) => landedBy.reduce((sum, mine) => sum + mine[goal][week], 0);
  const totals = goalNames.map((_, goal) => weeks.map((_, week) => total(goal, week)));
  return {
    facts: facts(weeks.at(-1)),
    goals: goalNames.map((goal, at) => ({
      ...{ goal, window_days: 30, has_value: at === 0, currency: at === 0 ? 'CNY' : null },
      ...{ currency_digits: at === 0 ? 2 : null, headline: true, settle_days: 7, provisional_from: null },
    })),
    ...groupRows(ids, weeks, landedBy),
    ...totalRows(weeks, totals),
    ...tacticRows(ids),
    ...small(weeks),
  };
}

function facts(week) {
  return {
    ...{ period_from: week, period_to: day(Date.parse(week) + 6 * day_ms), week_label: '2026-W46' },
    ...{
      as_of: '2026-11-16T00:00:00+08:00',
      last_day: '2026-11-15',
      timezone: 'Asia/Shanghai',
      week_starts: 'monday',
    },
    ...{ lift_period: 'week', language: 'en', models, default_model: 'linear' },
    ...{ run_hash: '0'.repeat(32), version: '0', activities: 1, conversions: 1_000_000, members: 1_000_000 },
    ...{ members_matched: 1, matched_message_share: 1, min_cell: 0, mask: 'none' },
    ...{ left_out_after_as_of: 0, left_out: [], notes: [], previous: null },
  };
}

function groupRows(ids, weeks, landedBy) {
  const members = (group, week) => 40 + Math.floor(300 * hashed(group, 5)) + (week % 7);
  const credit = (group_id, group, goal, model) => {
    const conversions = landedBy[group][goal].at(-1) * (0.7 + 0.3 * hashed(group, goal, 6)) + 0.5;
    const half = 1.96 * Math.sqrt(conversions);
    return {
      ...{ model, goal: goalNames[goal], group_id, conversions, conversions_se: half / 1.96 },
      ...{ conversions_low: Math.max(0, conversions - half), conversions_high: conversions + half },
      ...{ person_buckets: 60, value: goal === 0 ? conversions * 90 : null, value_se: null },
      ...{ value_low: null, value_high: null, conversions_net: conversions * 0.97 },
      ...{ value_net: goal === 0 ? conversions * 87 : null, any_touch: Math.ceil(conversions), placebo: 1 },
    };
  };
  function* weeksOf() {
    for (const [group, group_id] of ids.entries())
      for (const [week, week_start] of weeks.entries()) {
        const landed = landedBy[group][0][week];
        yield {
          ...{ group_id, week_start, members: members(group, week) },
          ...{ home_members: Math.ceil(members(group, week) * 0.8), landed, value: landed * 90 },
          ...{ messages: Math.floor(200 * hashed(group, week, 7)), chatters: 9, value_reversed: 0 },
        };
      }
  }
  function* goalWeeksOf() {
    for (const [group, group_id] of ids.entries())
      for (const [at, goal] of goalNames.entries())
        for (const [week, week_start] of weeks.entries()) {
          const people = landedBy[group][at][week];
          if (people > 0)
            yield { group_id, goal, week_start, people, conversions: people, conversions_net: people };
        }
  }
  return {
    groups: ids.map((group_id, at) => ({
      ...{ group_id, name: `Group ${at}`, type: types[at % 4], platform: 'wecom', matrix: `m${at % 30}` },
      ...{ owner_id: `o${at % 97}`, owner_kol_id: null },
    })),
    group_credit: ids.flatMap((id, group) =>
      goalNames.flatMap((_, goal) => models.map((model) => credit(id, group, goal, model))),
    ),
    group_members: ids.map((group_id, group) => ({
      ...{ group_id, members: members(group, 0), home_members: Math.ceil(members(group, 0) * 0.8) },
      basis: 'memberships',
    })),
    match_rate: ids.map((group_id, group) => ({
      ...{ group_id, members: members(group, 0), matched: Math.ceil(members(group, 0) / 2) },
      basis: 'memberships',
    })),
    group_week: inColumns(groupWeek, weeksOf()),
    group_goal_week: inColumns(groupGoalWeek, goalWeeksOf()),
    member_use: ['(any)', ...ids].flatMap((group_id, group) =>
      ['lands', 'both', 'talks', 'neither'].map((name, at) => ({
        ...{ group_id, class: name, people: 20 + Math.floor(40 * hashed(group, at, 8)) },
        ...{ conversions: at < 2 ? 30 : 0, conversions_net: at < 2 ? 29 : 0 },
      })),
    ),
    group_overlap: ids.slice(1, 2000).map((first_group, at) => ({
      ...{ first_group, second_group: ids[at], people: 9 + (at % 31), first_people: 100, second_people: 90 },
    })),
    reply_graph: ids.map((group_id, group) => ({
      ...{ group_id, people: 30, pairs: 60, mutual: 0.3, largest: 0.9, clustering: hashed(group, 9) },
      ...{ by_chance: 0.4, by_chance_high: 0.6 },
    })),
  };
}

function totalRows(weeks, totals) {
  return {
    landed: weeks.flatMap((week_start, week) =>
      goalNames.flatMap((goal, at) =>
        ['new', 'existing', 'reactivated', 'unknown'].map((member_class) => {
          const conversions = totals[at][week] / 4;
          const value = at === 0 ? conversions * 90 : null;
          return {
            goal,
            week_start,
            member_class,
            conversions,
            value,
            conversions_net: conversions,
            value_net: value,
          };
        }),
      ),
    ),
    goal_week: weeks.flatMap((week_start, week) =>
      goalNames.map((goal, at) => ({
        ...{ goal, week_start, people: totals[at][week], conversions: totals[at][week] },
        ...{
          conversions_same_age: totals[at][week],
          value_same_age: at === 0 ? totals[at][week] * 90 : null,
        },
      })),
    ),
    landed_days: weeks.flatMap((week_start, week) =>
      Array.from({ length: 7 }, (_, at) => day(Date.parse(week_start) + at * day_ms)).flatMap((one) =>
        goalNames.map((goal, at) => {
          const conversions = Math.round(totals[at][week] / 7);
          return {
            ...{ goal, day: one, people: conversions, conversions, conversions_net: conversions },
            ...{ net_365_days_ago: conversions, net_366_days_ago: conversions },
            ...{
              value_net: at === 0 ? conversions * 90 : null,
              value_squares: at === 0 ? conversions * 8100 : null,
            },
          };
        }),
      ),
    ),
    membership_week: weeks.map((week_start) => ({ week_start, joined: 900, left: 300 })),
    cohorts: weeks.flatMap((first_week) =>
      goalNames.flatMap((goal) =>
        [0, 1, 2, 3, 4, 5, 6, 7, 8].map((age_weeks) => ({
          ...{ goal, first_week, age_weeks, people: age_weeks === 0 ? 500 : 40 },
        })),
      ),
    ),
  };
}

function tacticRows(ids) {
  const tactics = Array.from({ length: 60 }, (_, at) => `T${at}`);
  return {
    tactics: tactics.map((tactic_id, at) => ({
      ...{ tactic_id, name: `Tactic ${at}`, kind: 'activity', cost: 900, currency: 'CNY', hours: 4 },
      ...{
        starts_at_us: (last - (8 + at) * 7 * day_ms) * 1000,
        ends_at_us: (last - (7 + at) * 7 * day_ms) * 1000,
      },
      ...{ goal: null, owner: null },
    })),
    tactic_groups: tactics.flatMap((tactic_id, at) =>
      ids
        .filter((_, group) => hashed(group, at, 10) < 0.2)
        .map((group_id) => ({
          tactic_id,
          group_id,
          arm: 'treated',
          since: day(last - (8 + at) * 7 * day_ms),
        })),
    ),
  };
}

function small(weeks) {
  const none = [
    ...['tactic_credit', 'kol_credit', 'placebo', 'placebo_test', 'sensitivity', 'unattributed'],
    ...['promo_effect', 'id_joins', 'reconciliation', 'rejects', 'funnel', 'lineage', 'kol_cards', 'pyramid'],
    ...['targets', 'reasons', 'calendar', 'lift', 'lift_checks', 'lift_event_study', 'lift_kinds'],
  ];
  return {
    ...Object.fromEntries(none.map((name) => [name, []])),
    membership_totals: [{ people: 400_000, places: 600_000, in_several: 100_000 }],
    sources: [
      { table_name: 'activities', rows: 9, rejected: 0, first_ts: null, last_ts: null },
      { table_name: 'conversions', rows: 9, rejected: 0, first_ts: null, last_ts: null },
    ],
    freshness: ['activities', 'conversions'].map((name) => ({
      ...{ scope: 'table', table_name: name, name, first_day: weeks[0], last_day: '2026-11-15' },
      ...{ days_with_rows: 7 * weeks.length, usual_silence_days: 0, status: 'complete' },
      ...{ silent_from: null, silent_to: null, missing_days: 0 },
    })),
  };
}
