import type { Config } from '../../config/config.js';
import { currencyDigits } from '../../contract/money.js';
import { version } from '../../contract/version.js';
import type { ModelName } from '../../models/index.js';
import { businessDay, zonedText } from '../../project/period.js';
import type { PublishedTable } from '../../publish/index.js';
import type { LeftOut, Previous, Published } from '../../report/published.js';
import type { Source } from '../../sources/load.js';
import type { RunFacts } from './facts.js';
import { type Note, noteInChinese, noteInEnglish } from './note.js';

const dayUs = 86_400_000_000;

/** The published tables and the facts of a run in the form the report reads. */
export function publishedOf(
  config: Config,
  models: readonly ModelName[],
  tables: readonly PublishedTable[],
  sources: readonly Source[],
  facts: RunFacts,
  notes: readonly Note[],
  previous: Previous | null,
): Published {
  const rows = <T>(name: string) =>
    (tables.find((table) => table.name === name)?.rows ?? []) as unknown as readonly T[];
  return {
    group_credit: rows('group_credit'),
    tactic_credit: rows('tactic_credit'),
    kol_credit: rows('kol_credit'),
    placebo: rows('placebo'),
    placebo_test: rows('placebo_test'),
    sensitivity: rows('sensitivity'),
    unattributed: rows('unattributed'),
    group_members: rows('group_members'),
    group_week: rows('group_week'),
    match_rate: rows('match_rate'),
    id_joins: rows('id_joins'),
    reconciliation: rows('reconciliation'),
    rejects: rows('rejects'),
    freshness: rows('freshness'),
    promo_effect: rows('promo_effect'),
    landed: rows('landed'),
    landed_days: rows('landed_days'),
    goal_week: rows('goal_week'),
    funnel: rows('funnel'),
    group_goal_week: rows('group_goal_week'),
    member_use: rows('member_use'),
    membership_totals: rows('membership_totals'),
    membership_week: rows('membership_week'),
    group_overlap: rows('group_overlap'),
    lineage: rows('lineage'),
    kol_cards: rows('kol_cards'),
    pyramid: rows('pyramid'),
    cohorts: rows('cohorts'),
    targets: rows('targets'),
    calendar: rows('calendar'),
    groups: rows('groups'),
    tactics: rows('tactics'),
    lift: rows('lift'),
    lift_checks: rows('lift_checks'),
    lift_event_study: rows('lift_event_study'),
    goals: goalRows(config, facts),
    sources: sources.map((source) => sourceRow(source, config)),
    facts: {
      period_from: facts.period.from,
      period_to: facts.period.to,
      week_label: facts.period.week,
      as_of: zonedText(facts.as_of_us, config.timezone),
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
      mask: config.report.mask,
      left_out_after_as_of: facts.left_out_after_as_of,
      left_out: leftOutOf(notes),
      notes: notes.map(config.report.language === 'zh' ? noteInChinese : noteInEnglish),
      previous,
    },
  };
}

/** What lies outside of every figure, of all that is noted. */
export function leftOutOf(notes: readonly Note[]): LeftOut[] {
  return notes.flatMap((note) =>
    note.kind === 'no_goal' || note.kind === 'late_conversions' || note.kind === 'late_reversals'
      ? [{ kind: note.kind, part: note.part, whole: note.whole, money: note.money, share: note.share }]
      : [],
  );
}

function goalRows(config: Config, facts: RunFacts): Published['goals'] {
  const anyHeadline = config.goals.some((goal) => goal.headline);
  return config.goals.map((goal, index) => ({
    goal: goal.name,
    label: goal.label,
    window_days: goal.window_days,
    has_value: goal.value,
    currency: goal.value ? goal.currency : null,
    currency_digits: goal.value ? currencyDigits(goal.currency) : null,
    headline: anyHeadline ? goal.headline : index === 0,
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
