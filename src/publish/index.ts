import type { RowColumns, TextColumn } from '../contract/row_columns.js';
import type { Row } from '../engines/engine.js';
import { calendar } from './calendar.js';
import { cohorts } from './cohorts.js';
import type { OutputColumn, OutputColumns, RowOf } from './columns.js';
import { conflicts } from './conflicts.js';
import { credit } from './credit.js';
import { groupCredit, kolCredit, tacticCredit } from './dimension_credit.js';
import { excessReversals } from './excess_reversals.js';
import { findings } from './findings.js';
import { freshness } from './freshness.js';
import { funnel } from './funnel.js';
import { goalWeek } from './goal_week.js';
import { groupGoalWeek } from './group_goal_week.js';
import { groupMembers } from './group_members.js';
import { groupOverlap } from './group_overlap.js';
import { groupWeek } from './group_week.js';
import { groups } from './groups.js';
import { idJoins } from './id_joins.js';
import { kolCards } from './kol_cards.js';
import { landed } from './landed.js';
import { landedDays } from './landed_days.js';
import { lift } from './lift.js';
import { liftChecks } from './lift_checks.js';
import { liftEventStudy } from './lift_event_study.js';
import { liftKinds } from './lift_kinds.js';
import { lineage } from './lineage.js';
import { lostReversals } from './lost_reversals.js';
import { markovChannels } from './markov_channels.js';
import { markovOrders } from './markov_orders.js';
import { markovRollups } from './markov_rollups.js';
import { markovTransitions } from './markov_transitions.js';
import { matchRate } from './match_rate.js';
import { memberUse } from './member_use.js';
import { membershipTotals } from './membership_totals.js';
import { membershipWeek } from './membership_week.js';
import { placebo } from './placebo.js';
import { placeboTest } from './placebo_test.js';
import { promoEffect } from './promo_effect.js';
import { promoSuspects } from './promo_suspects.js';
import { pyramid } from './pyramid.js';
import { quarantine } from './quarantine.js';
import { reasons } from './reasons.js';
import { reconciliation } from './reconciliation.js';
import { rejects } from './rejects.js';
import { replyGraphs } from './reply_graph.js';
import { results } from './results.js';
import { sensitivity } from './sensitivity.js';
import { shapleyChannels } from './shapley_channels.js';
import { inColumns, type RunMade, rowsOf, type TableContract, typedRows } from './table.js';
import { tacticGroups } from './tactic_groups.js';
import { tactics } from './tactics.js';
import { targets } from './targets.js';
import { unattributed } from './unattributed.js';
import { unknownCodes } from './unknown_codes.js';

/** Every published table except those whose rows stay in the engine, in the order in which they are listed. */
const publishers = [
  groupCredit,
  tacticCredit,
  kolCredit,
  markovChannels,
  markovRollups,
  markovTransitions,
  markovOrders,
  shapleyChannels,
  placebo,
  placeboTest,
  sensitivity,
  unattributed,
  groupMembers,
  groupWeek,
  matchRate,
  idJoins,
  freshness,
  reconciliation,
  landed,
  landedDays,
  goalWeek,
  funnel,
  groupGoalWeek,
  memberUse,
  membershipTotals,
  membershipWeek,
  groupOverlap,
  lineage,
  kolCards,
  pyramid,
  replyGraphs,
  cohorts,
  targets,
  calendar,
  reasons,
  groups,
  tactics,
  tacticGroups,
  lift,
  liftChecks,
  liftEventStudy,
  liftKinds,
  conflicts,
  unknownCodes,
  quarantine,
  excessReversals,
  lostReversals,
  promoSuspects,
  promoEffect,
  rejects,
] as const;

/** What a run writes into `tables/`. */
export const contracts: readonly TableContract[] = [credit, results, ...publishers, findings];

/** A published table: its columns with SQL types, and its rows in their final order. */
export interface PublishedTable {
  readonly name: (typeof publishers)[number]['name'];
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Row[] | ColumnRows;
}

/** Rows that are stored as columns. */
type ColumnRows = Iterable<Row> & {
  readonly length: number;
  readonly columns: Readonly<Record<string, TextColumn | Float64Array>>;
};

/** The published tables of a run, one at a time. */
export async function publishedTables(made: RunMade): Promise<PublishedTable[]> {
  const tables: PublishedTable[] = [];
  for (const publisher of publishers) {
    const rows: PublishedTable['rows'] = await rowsOf<string, OutputColumns>(publisher, made);
    tables.push({ name: publisher.name, columns: typesOf(publisher), rows });
  }
  return tables;
}

/** The rows of one of a run's tables, typed by its contract; none if the run does not have that table. */
export function rowsAmong<Columns extends OutputColumns>(
  tables: readonly PublishedTable[],
  table: TableContract<string, Columns>,
): readonly RowOf<{ readonly columns: Columns }>[] {
  const rows = tables.find(({ name }) => name === table.name)?.rows ?? [];
  if ('columns' in rows) throw new Error(`${table.name} is stored as columns`);
  return typedRows(table, rows);
}

/** The columns of one of a run's tables that are stored as columns; no rows if the run does not have that table. */
export function columnsAmong<Columns extends OutputColumns>(
  tables: readonly PublishedTable[],
  table: TableContract<string, Columns>,
): RowColumns<RowOf<{ readonly columns: Columns }>> {
  const rows = tables.find(({ name }) => name === table.name)?.rows ?? inColumns(table, []);
  if (!areColumnsOf(table, rows)) throw new Error(`${table.name}: columns of another table`);
  return rows;
}

function areColumnsOf<Columns extends OutputColumns>(
  { columns }: TableContract<string, Columns>,
  rows: PublishedTable['rows'],
): rows is ColumnRows & RowColumns<RowOf<{ readonly columns: Columns }>> {
  return 'columns' in rows && Object.keys(rows.columns).join() === Object.keys(columns).join();
}

/** The SQL type of every column of a table. */
export function typesOf({ columns }: TableContract): Record<string, string> {
  return Object.fromEntries(Object.entries<OutputColumn>(columns).map(([name, { type }]) => [name, type]));
}
