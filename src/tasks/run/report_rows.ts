import type { Config } from '../../config/config.js';
import { headlineGoals } from '../../config/goals.js';
import { currencyDigits } from '../../contract/money.js';
import { version } from '../../contract/version.js';
import type { Source } from '../../loading/load.js';
import type { ModelName } from '../../models/index.js';
import { businessDay, zonedText } from '../../project/period.js';
import { calendar } from '../../publish/calendar.js';
import { cohorts } from '../../publish/cohorts.js';
import { groupCredit, kolCredit, tacticCredit } from '../../publish/dimension_credit.js';
import { freshness } from '../../publish/freshness.js';
import { funnel } from '../../publish/funnel.js';
import { goalWeek } from '../../publish/goal_week.js';
import { groupGoalWeek } from '../../publish/group_goal_week.js';
import { groupMembers } from '../../publish/group_members.js';
import { groupOverlap } from '../../publish/group_overlap.js';
import { groupWeek } from '../../publish/group_week.js';
import { groups } from '../../publish/groups.js';
import { idJoins } from '../../publish/id_joins.js';
import { columnsAmong, type PublishedTable, rowsAmong } from '../../publish/index.js';
import { kolCards } from '../../publish/kol_cards.js';
import { landed } from '../../publish/landed.js';
import { landedDays } from '../../publish/landed_days.js';
import { lift } from '../../publish/lift.js';
import { liftChecks } from '../../publish/lift_checks.js';
import { liftEventStudy } from '../../publish/lift_event_study.js';
import { liftKinds } from '../../publish/lift_kinds.js';
import { lineage } from '../../publish/lineage.js';
import { matchRate } from '../../publish/match_rate.js';
import { memberUse } from '../../publish/member_use.js';
import { membershipTotals } from '../../publish/membership_totals.js';
import { membershipWeek } from '../../publish/membership_week.js';
import { placebo } from '../../publish/placebo.js';
import { placeboTest } from '../../publish/placebo_test.js';
import { promoEffect } from '../../publish/promo_effect.js';
import { pyramid } from '../../publish/pyramid.js';
import { reasons } from '../../publish/reasons.js';
import { reconciliation } from '../../publish/reconciliation.js';
import { rejects } from '../../publish/rejects.js';
import { replyGraphs } from '../../publish/reply_graph.js';
import { sensitivity } from '../../publish/sensitivity.js';
import { tacticGroups } from '../../publish/tactic_groups.js';
import { tactics } from '../../publish/tactics.js';
import { targets } from '../../publish/targets.js';
import { unattributed } from '../../publish/unattributed.js';
import type { LeftOut, Previous, Published } from '../../report/published.js';
import type { RunFacts } from './facts.js';
import { isSaid, type Note, noteInChinese, noteInEnglish } from './note.js';

const dayUs = 86_400_000_000;

/** The published tables and the facts of a run, in the form that the report reads. */
export function publishedOf(
  config: Config,
  models: readonly ModelName[],
  tables: readonly PublishedTable[],
  sources: readonly Source[],
  facts: RunFacts,
  notes: readonly Note[],
  previous: Previous | null,
): Published {
  return {
    group_credit: rowsAmong(tables, groupCredit),
    tactic_credit: rowsAmong(tables, tacticCredit),
    kol_credit: rowsAmong(tables, kolCredit),
    placebo: rowsAmong(tables, placebo),
    placebo_test: rowsAmong(tables, placeboTest),
    sensitivity: rowsAmong(tables, sensitivity),
    unattributed: rowsAmong(tables, unattributed),
    group_members: rowsAmong(tables, groupMembers),
    group_week: columnsAmong(tables, groupWeek),
    match_rate: rowsAmong(tables, matchRate),
    id_joins: rowsAmong(tables, idJoins),
    reconciliation: rowsAmong(tables, reconciliation),
    rejects: rowsAmong(tables, rejects),
    freshness: rowsAmong(tables, freshness),
    promo_effect: rowsAmong(tables, promoEffect),
    landed: rowsAmong(tables, landed),
    landed_days: rowsAmong(tables, landedDays),
    goal_week: rowsAmong(tables, goalWeek),
    funnel: rowsAmong(tables, funnel),
    group_goal_week: columnsAmong(tables, groupGoalWeek),
    member_use: rowsAmong(tables, memberUse),
    membership_totals: rowsAmong(tables, membershipTotals),
    membership_week: rowsAmong(tables, membershipWeek),
    group_overlap: rowsAmong(tables, groupOverlap),
    lineage: rowsAmong(tables, lineage),
    kol_cards: rowsAmong(tables, kolCards),
    pyramid: rowsAmong(tables, pyramid),
    reply_graph: rowsAmong(tables, replyGraphs),
    cohorts: rowsAmong(tables, cohorts),
    targets: rowsAmong(tables, targets),
    calendar: rowsAmong(tables, calendar),
    reasons: rowsAmong(tables, reasons),
    groups: rowsAmong(tables, groups),
    tactics: rowsAmong(tables, tactics),
    tactic_groups: rowsAmong(tables, tacticGroups),
    lift: rowsAmong(tables, lift),
    lift_checks: rowsAmong(tables, liftChecks),
    lift_event_study: rowsAmong(tables, liftEventStudy),
    lift_kinds: rowsAmong(tables, liftKinds),
    goals: goalRows(config, facts),
    sources: sources.map((source) => sourceRow(source, config)),
    facts: {
      period_from: facts.period.from,
      period_to: facts.period.to,
      week_label: facts.period.week,
      as_of: zonedText(facts.as_of_us, config.timezone),
      last_day: businessDay(facts.as_of_us - 1, config.timezone),
      timezone: config.timezone,
      week_starts: config.week_starts,
      lift_period: config.lift.period,
      language: config.report.language,
      models,
      default_model: models.includes('linear') ? 'linear' : (models[0] ?? ''),
      run_hash: facts.run_hash,
      version,
      activities: facts.activities,
      conversions: facts.conversions,
      members: facts.members,
      members_matched: facts.members_matched,
      matched_message_share: facts.matched_message_share,
      min_cell: config.report.min_cell,
      labels: config.report.labels,
      mask: config.report.mask,
      left_out_after_as_of: facts.left_out_after_as_of,
      left_out: namedLeftOut(notes),
      notes: notes.filter(isSaid).map(config.report.language === 'zh' ? noteInChinese : noteInEnglish),
      previous,
    },
  };
}

/** The notes about what no figure includes. */
export function leftOutOf(notes: readonly Note[]): LeftOut[] {
  return notes.flatMap((note) =>
    isSaid(note)
      ? []
      : [{ kind: note.kind, part: note.part, whole: note.whole, money: note.money, share: note.share }],
  );
}

/** The same, with the goals that nobody asked for. */
function namedLeftOut(notes: readonly Note[]): LeftOut[] {
  const names = notes.flatMap((note) => (note.kind === 'no_goal' ? [note] : []));
  return leftOutOf(notes).map((one) => {
    const named = names.find(({ kind }) => kind === one.kind);
    return named === undefined ? one : { ...one, names: named.names, more: named.more };
  });
}

function goalRows(config: Config, facts: RunFacts): Published['goals'] {
  const headlines = headlineGoals(config);
  return config.goals.map((goal) => ({
    goal: goal.name,
    label: goal.label,
    window_days: goal.window_days,
    has_value: goal.value,
    currency: goal.value ? goal.currency : null,
    currency_digits: goal.value ? currencyDigits(goal.currency) : null,
    headline: headlines.includes(goal),
    settle_days: goal.settle_days,
    provisional_from: businessDay(
      facts.as_of_us - (goal.window_days + goal.settle_days) * dayUs,
      config.timezone,
    ),
  }));
}

function sourceRow(source: Source, config: Config): Published['sources'][number] {
  const text = (us: number | null) => (us === null ? null : zonedText(us, config.timezone));
  return {
    table_name: source.table,
    rows: source.rows - source.rejected,
    rejected: source.rejected,
    first_ts: text(source.first_ts_us),
    last_ts: text(source.last_ts_us),
  };
}
