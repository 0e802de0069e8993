import { dimensions } from '../pipeline.js';
import { creditTable } from './credit.js';
import { groupWeek } from './group_week.js';
import { groups } from './groups.js';
import { landed } from './landed.js';
import { lift } from './lift.js';
import { liftEventStudy } from './lift_event_study.js';
import { liftGates } from './lift_gates.js';
import { markovChannels } from './markov_channels.js';
import { markovOrders } from './markov_orders.js';
import { markovRollups } from './markov_rollups.js';
import { markovTransitions } from './markov_transitions.js';
import { placebo } from './placebo.js';
import { placeboTest } from './placebo_test.js';
import { promoEffect } from './promo_effect.js';
import { reconciliation } from './reconciliation.js';
import { sensitivity } from './sensitivity.js';
import { shapleyChannels } from './shapley_channels.js';
import { type PublishedTable, type Publisher, type RunMade, stageTable, tableOf } from './table.js';
import { tactics } from './tactics.js';
import { unattributed } from './unattributed.js';

/** Every published table but the ledger, which stays in the engine, in the order in which they are listed. */
const publishers: readonly Publisher[] = [
  ...dimensions.map(
    (dimension): Publisher =>
      (made) =>
        creditTable(dimension, made),
  ),
  markovChannels,
  markovRollups,
  markovTransitions,
  markovOrders,
  shapleyChannels,
  placebo,
  placeboTest,
  sensitivity,
  unattributed,
  groupWeek,
  stageTable('match_rate', 'group_id', 'match_counts'),
  reconciliation,
  landed,
  groups,
  tactics,
  lift,
  liftGates,
  liftEventStudy,
  stageTable('conflicts', 'conversion_id'),
  stageTable('unknown_codes', 'code'),
  stageTable('quarantine', 'person_key'),
  stageTable('excess_reversals', 'goal, conversion_id'),
  stageTable('lost_reversals', 'conversion_id'),
  stageTable('promo_suspects', 'person_key'),
  promoEffect,
  async ({ rejects }) =>
    tableOf(
      'rejects',
      rejects.map((reject) => ({ ...reject })),
    ),
];

/** The published tables of a run, one after the other. */
export async function publishedTables(made: RunMade): Promise<PublishedTable[]> {
  const tables: PublishedTable[] = [];
  for (const publish of publishers) tables.push(await publish(made));
  return tables;
}
