import { type Chain, isCountable, total } from '../../chain/chain.js';
import { fitOrders, type OrderFit } from '../../chain/order_choice.js';
import { minutesOfRemoval, removalEffects, setRemovalEffects, standardShares } from '../../chain/removal.js';
import { removalErrors } from '../../chain/removal_errors.js';
import { chainOfSteps, type Step, sharesOf } from '../../chain/steps.js';
import type { Config } from '../../config/config.js';
import { inputError, type UserError } from '../../contract/errors.js';
import type { Engine, Row } from '../../engines/engine.js';
import { readTable } from '../../engines/typed_rows.js';
import { learnedAmong, type ModelName } from '../../models/index.js';
import { channelCount } from './games.js';
import { longestOrder } from './settings.js';

/** Learns the weights of channels from the journeys of every goal, and puts weights and findings into tables: one row per channel, transition or order. */
export async function learnChannels(
  engine: Engine,
  config: Config,
  models: readonly ModelName[],
): Promise<void> {
  const channels = await channelCount(engine);
  const goals = await stepsByGoal(engine, config);
  const rollups = await rollupsOf(engine);
  const found = goals.map((steps, place) =>
    learnGoal(place + 1, steps, { channels, rollups, config, models }),
  );
  const put = (name: string, columns: Readonly<Record<string, string>>, rows: readonly Row[]) =>
    engine.put(name, columns, rows);
  await put(
    'channel_weights',
    weightColumns,
    found.flatMap(({ weights }) => weights),
  );
  await put(
    'markov_orders',
    orderColumns,
    found.flatMap(({ orders }) => orders),
  );
  await put(
    'markov_effects',
    effectColumns,
    found.flatMap(({ effects }) => effects),
  );
  await put(
    'markov_moves',
    moveColumns,
    found.flatMap(({ moves }) => moves),
  );
  await put(
    'markov_sets',
    setColumns,
    found.flatMap(({ sets }) => sets),
  );
}

const weightColumns = { goal_no: 'BIGINT', channel_no: 'BIGINT', model: 'VARCHAR', weight: 'DOUBLE' };

const orderColumns = {
  goal_no: 'BIGINT',
  markov_order: 'BIGINT',
  log_likelihood: 'DOUBLE',
  shortfall: 'DOUBLE',
  shortfall_se: 'DOUBLE',
  is_chosen: 'BIGINT',
};

const effectColumns = {
  goal_no: 'BIGINT',
  markov_order: 'BIGINT',
  channel_no: 'BIGINT',
  removal_effect: 'DOUBLE',
  removal_effect_se: 'DOUBLE',
  buckets: 'BIGINT',
  removal_effect_value: 'DOUBLE',
  standard_conversions: 'DOUBLE',
  standard_minor: 'DOUBLE',
};

/** Transitions of the chain; a state is its channels as text, `1,2`; the start is empty, the ends are `+` and `-`. */
const moveColumns = {
  goal_no: 'BIGINT',
  from_state: 'VARCHAR',
  to_state: 'VARCHAR',
  journeys: 'BIGINT',
  probability: 'DOUBLE',
};

const setColumns = {
  goal_no: 'BIGINT',
  level: 'VARCHAR',
  name: 'VARCHAR',
  channels: 'BIGINT',
  removal_effect: 'DOUBLE',
  removal_effect_value: 'DOUBLE',
};

/** Channels that belong together one level up. */
interface Rollup {
  readonly level: string;
  readonly name: string;
  readonly codes: readonly number[];
}

async function rollupsOf(engine: Engine): Promise<Rollup[]> {
  const rows = await readTable(
    engine,
    'channel_rollups',
    { level: 'text', name: 'text', channel_no: 'number' },
    'ORDER BY level, name, channel_no',
  );
  const sets = new Map<string, { level: string; name: string; codes: number[] }>();
  for (const { level, name, channel_no } of rows) {
    const key = JSON.stringify([level, name]);
    const set = sets.get(key) ?? { level, name, codes: [] };
    set.codes.push(channel_no - 1);
    sets.set(key, set);
  }
  return [...sets.values()];
}

const stepShape = {
  goal_no: 'number',
  bucket: 'number',
  back_4: 'number?',
  back_3: 'number?',
  back_2: 'number?',
  back_1: 'number?',
  channel_no: 'number',
  steps: 'number',
  conversions: 'number',
  value_minor: 'whole?',
  nulls: 'number',
} as const;

async function stepsByGoal(engine: Engine, config: Config): Promise<Step[][]> {
  const goals: Step[][] = config.goals.map(() => []);
  const rows = await readTable(
    engine,
    'journey_steps',
    stepShape,
    'ORDER BY goal_no, bucket, channel_no, back_1 NULLS FIRST, back_2 NULLS FIRST, back_3 NULLS FIRST, back_4 NULLS FIRST',
  );
  for (const { goal_no, bucket, channel_no, steps, conversions, value_minor, nulls, ...back } of rows)
    goals[goal_no - 1]?.push({
      bucket,
      before: [back.back_1, back.back_2, back.back_3, back.back_4].flatMap((no) =>
        no === null ? [] : [no - 1],
      ),
      channel: channel_no - 1,
      steps,
      conversions,
      value: Number(value_minor ?? 0n),
      nulls,
    });
  return goals;
}

/** What is the same for every goal. */
interface Learning {
  readonly channels: number;
  readonly rollups: readonly Rollup[];
  readonly config: Config;
  readonly models: readonly ModelName[];
}

/** What one goal's journeys say. */
function learnGoal(goal_no: number, steps: readonly Step[], { channels, rollups, config, models }: Learning) {
  const { order } = config.attribution.markov;
  const fits = order === 'auto' && models.includes('markov') ? fitOrders(steps, channels, longestOrder) : [];
  const chosen = order === 'auto' ? (fits.find(({ is_chosen }) => is_chosen)?.order ?? 1) : order;
  if (!isCountable(channels, chosen))
    throw tooMuch(`order ${chosen} over ${channels} channels has too many states`);
  const chain = chainOfSteps(steps, chosen, channels);
  const minutes = minutesOfRemoval(chain);
  if (models.includes('markov') && minutes > longestMinutes)
    throw tooMuch(`solving ${chain.states} states exactly would take about ${Math.round(minutes)} minutes`);
  const weights = learnedAmong(models).flatMap(({ name, model }) =>
    Array.from(model.channelWeights(chain), (weight, code) => ({
      goal_no,
      channel_no: code + 1,
      model: name,
      weight,
    })),
  );
  if (!models.includes('markov')) return { weights, orders: [], effects: [], moves: [], sets: [] };
  return {
    weights,
    orders: fits.map((fit) => orderRow(goal_no, fit)),
    effects: effectRows(goal_no, chain, steps),
    moves: moveRows(goal_no, chain),
    sets: setRows(goal_no, chain, rollups),
  };
}

const longestMinutes = 20;

/** A chain that is too large is refused before any work is done. */
function tooMuch(what: string): UserError {
  return inputError(
    `The markov model: ${what}.`,
    'Set attribution.channel to something with fewer values, such as kol or kind, or a lower attribution.markov.order.',
  );
}

function orderRow(goal_no: number, { order, is_chosen, ...fit }: OrderFit): Row {
  return { goal_no, markov_order: order, ...fit, is_chosen: is_chosen ? 1 : 0 };
}

/** One row per channel that is on any journey. */
function effectRows(goal_no: number, chain: Chain, steps: readonly Step[]): Row[] {
  const { conversions, values } = removalEffects(chain);
  const shares = sharesOf(chain, steps);
  const errors = removalErrors(chain, shares);
  const standard = standardShares(conversions, total(chain.conversions));
  const standardMinor = standardShares(values, total(chain.values));
  const known = total(chain.conversions) > 0;
  const seen = [...new Set(chain.tuples)].filter((code) => code >= 0).sort((a, b) => a - b);
  return seen.map((code) => ({
    goal_no,
    markov_order: chain.order,
    channel_no: code + 1,
    removal_effect: known ? conversions[code]! : null,
    removal_effect_se: known ? (errors?.[code] ?? null) : null,
    buckets: shares.size,
    removal_effect_value: total(chain.values) > 0 ? values[code]! : null,
    standard_conversions: standard[code]!,
    standard_minor: standardMinor[code]!,
  }));
}

/** One row per KOL and matrix whose channels are on any journey: what is lost when all of them are removed at once. */
function setRows(goal_no: number, chain: Chain, rollups: readonly Rollup[]): Row[] {
  const seen = new Set(chain.tuples);
  const known = rollups.filter(({ codes }) => codes.some((code) => seen.has(code)));
  const effects = setRemovalEffects(
    chain,
    known.map(({ codes }) => codes),
  );
  return known.map(({ level, name, codes }, place) => ({
    goal_no,
    level,
    name,
    channels: codes.filter((code) => seen.has(code)).length,
    removal_effect: total(chain.conversions) > 0 ? (effects[place]?.conversions ?? null) : null,
    removal_effect_value: total(chain.values) > 0 ? (effects[place]?.values ?? null) : null,
  }));
}

/** Every transition that was ever taken, with its share of those from the same state. */
function moveRows(goal_no: number, chain: Chain): Row[] {
  const rows: Row[] = [];
  const add = (from_state: string, to_state: string, journeys: number, of: number) => {
    if (journeys > 0) rows.push({ goal_no, from_state, to_state, journeys, probability: journeys / of });
  };
  const nameOf = (state: number) =>
    [...chain.tuples.subarray(state * chain.order, (state + 1) * chain.order)]
      .filter((code) => code >= 0)
      .map((code) => code + 1)
      .join();
  const names = Array.from({ length: chain.states }, (_, state) => nameOf(state));
  const started = total(chain.starts);
  for (const [state, name] of names.entries()) add('', name, chain.starts[state]!, started);
  for (const [state, name] of names.entries()) {
    const visits = chain.visits[state]!;
    for (let at = chain.offsets[state]!; at < chain.offsets[state + 1]!; at++)
      add(name, names[chain.targets[at]!] as string, chain.counts[at]!, visits);
    add(name, '+', chain.conversions[state]!, visits);
    add(name, '-', chain.nulls[state]!, visits);
  }
  return rows;
}
