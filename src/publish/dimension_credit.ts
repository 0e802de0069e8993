import type { Config, GoalConfig } from '../config/config.js';
import { noneLabel, unattributedLabel } from '../contract/published_words.js';
import { type RowIn, readRows, readTable, type Shape } from '../engines/typed_rows.js';
import type { ModelName } from '../models/index.js';
import { microCredits } from '../pipeline/attribution.js';
import { type Dimension, valueUnit } from '../pipeline/credit_sums.js';
import { dimensionLists } from '../pipeline/settings.js';
import { creditInterval, valueInterval } from '../statistics/credit_interval.js';
import { type Interval, type PersonSum, typicalWeight } from '../statistics/gamma_interval.js';
import { bucketError, digitsOf, majorOf, microDigits } from './amounts.js';
import { count, goalName, major, measure, modelName, orEmpty, text } from './columns.js';
import { indexed, published, type RunMade } from './table.js';

/** Exact sums for one channel of a goal under one model. */
const momentShape = {
  model: 'text',
  goal_no: 'number',
  channel_no: 'number?',
  credit: 'whole',
  credit_net: 'whole',
  credit_squares: 'whole',
  credit_buckets: 'number',
  value: 'whole?',
  value_net: 'whole?',
  value_squares: 'whole?',
  value_buckets: 'number',
  largest_credit: 'whole',
} as const;
type Moment = RowIn<typeof momentShape>;

const holdingShape = {
  model: 'text',
  goal_no: 'number',
  channel_no: 'number?',
  largest_holding: 'whole?',
} as const;

const reachShape = {
  goal_no: 'number',
  channel_no: 'number?',
  any_touch: 'number',
  placebo: 'number',
} as const;
type Reach = RowIn<typeof reachShape>;

/** Exact sums of a goal's unattributed conversions. */
const unattributedShape = {
  goal_no: 'number',
  conversions: 'whole',
  conversions_net: 'number',
  conversion_squares: 'whole',
  conversion_buckets: 'number',
  value_minor: 'whole?',
  net_minor: 'whole?',
  value_squares: 'whole?',
} as const;
type Unattributed = RowIn<typeof unattributedShape>;

/** The stages behind one credit table, by their keys. */
interface Stages {
  readonly channels: readonly { readonly channel_no: number | null; readonly label: string }[];
  readonly moments: ReadonlyMap<string, Moment>;
  readonly holdings: ReadonlyMap<string, RowIn<typeof holdingShape>>;
  readonly reach: ReadonlyMap<string, Reach>;
  readonly unattributed: ReadonlyMap<number, Unattributed>;
}

/** One channel of a goal under one model: the sums that get intervals, and the stages they come from. */
interface Channel {
  readonly label: string;
  readonly moment: Moment | undefined;
  readonly touched: Reach | undefined;
  readonly largest_holding: number;
  /** conversions of its largest person bucket, above the mean of its buckets */
  readonly largest: number;
  readonly conversions: PersonSum;
  readonly value: PersonSum;
}

/** The columns that follow those naming whose credit it is. */
function figures(word: string) {
  return {
    conversions: measure('conversions', 'Gross credit.'),
    conversions_se: measure('conversions', 'Standard error of the gross credit, over 100 person buckets.'),
    conversions_low: orEmpty(
      measure(
        'conversions',
        'Lower end of the 95 % interval of the gross credit. Empty where 20 or more conversions come from fewer than 10 person buckets, and where the rows of the goal in this table hold fewer than 100 person buckets in total: with so few people, heavy buyers cannot be ruled out.',
      ),
    ),
    conversions_high: orEmpty(measure('conversions', 'Its upper end.')),
    person_buckets: count('buckets', 'Person buckets, of 100, that hold any of the credit.'),
    value: orEmpty(measure(major, 'Gross credit in money; empty for a goal without value.')),
    value_se: orEmpty(measure(major, 'Standard error of the gross credit in money.')),
    value_low: orEmpty(
      measure(
        major,
        'Lower end of its 95 % interval. Empty where fewer than 10 person buckets hold it, where one person holds more than a tenth of it, and for unattributed conversions.',
      ),
    ),
    value_high: orEmpty(measure(major, 'Its upper end.')),
    conversions_net: measure('conversions', 'Credit excluding fully reversed conversions.'),
    value_net: orEmpty(measure(major, 'Credit in money, less reversals.')),
    any_touch: orEmpty(
      count(
        'conversions',
        `Conversions with at least one credited touch of this ${word}. Not additive: one conversion counts in several rows.`,
      ),
    ),
    placebo: orEmpty(
      count(
        'conversions',
        `Conversions whose person was touched by this ${word} within the window after. Not additive, and never subtracted.`,
      ),
    ),
  };
}

function summaryOf(word: string): string {
  return `One model, one goal and one ${word}: the credit of the reported period (grade D). One extra row per model and goal, \`(unattributed)\`, makes the rows add up to the source. \`(none)\`, if present, is credit of touches without a ${word}.`;
}

function idColumn(word: string) {
  return text(
    `The ${word}. \`(unattributed)\` and \`(none)\` are reserved: an input id spelled like that gets a leading backslash.`,
  );
}

/** The credit of every group. Exact integers are divided only here, once. */
export const groupCredit = published({
  name: 'group_credit',
  summary: summaryOf('group'),
  columns: { model: modelName, goal: goalName, group_id: idColumn('group'), ...figures('group') },
  rows: async (made) =>
    (await creditRows('group', made)).map(({ of, label, sums }) => ({ ...of, group_id: label, ...sums })),
});

/** The credit of every tactic. */
export const tacticCredit = published({
  name: 'tactic_credit',
  summary: summaryOf('tactic'),
  columns: { model: modelName, goal: goalName, tactic_id: idColumn('tactic'), ...figures('tactic') },
  rows: async (made) =>
    (await creditRows('tactic', made)).map(({ of, label, sums }) => ({ ...of, tactic_id: label, ...sums })),
});

/** The credit of every KOL. */
export const kolCredit = published({
  name: 'kol_credit',
  summary: summaryOf('KOL'),
  columns: { model: modelName, goal: goalName, kol_id: idColumn('KOL'), ...figures('KOL') },
  rows: async (made) =>
    (await creditRows('kol', made)).map(({ of, label, sums }) => ({ ...of, kol_id: label, ...sums })),
});

/** The credit of each channel, then what is unattributed, by model and goal. */
async function creditRows(dimension: Dimension, made: RunMade) {
  const { config, models } = made;
  const stages = await readStages(dimension, made);
  return models.flatMap((model) =>
    config.goals.flatMap((goal, index) => {
      const of = { model, goal: goal.name };
      const channels = toldOfEachOther(channelsOf(model, goal, index + 1, stages, config));
      return [
        ...channels.map((channel) => ({
          of,
          label: channel.label,
          sums: creditColumns(channel, goal, config),
        })),
        {
          of,
          label: unattributedLabel,
          sums: unattributedColumns(stages.unattributed.get(index + 1), typicalOf(channels), goal, config),
        },
      ];
    }),
  );
}

async function readStages(dimension: Dimension, { engine }: RunMade): Promise<Stages> {
  const stage = <const S extends Shape>(name: string, shape: S) =>
    readRows(
      engine,
      shape,
      `SELECT ${Object.keys(shape).join(', ')} FROM (SELECT *, ${dimension}_no AS channel_no FROM ${dimension}_${name})`,
    );
  const byModel = (row: {
    readonly model: string;
    readonly goal_no: number;
    readonly channel_no: number | null;
  }) => `${row.model} ${row.goal_no} ${row.channel_no}`;
  const labels = await readRows(
    engine,
    { channel_no: 'number', label: 'text' },
    `SELECT ${dimension}_no AS channel_no, label FROM ${dimensionLists[dimension]} ORDER BY ${dimension}_no`,
  );
  return {
    channels: [...labels, { channel_no: null, label: noneLabel }],
    moments: indexed(await stage('moments', momentShape), byModel),
    holdings: indexed(await stage('holdings', holdingShape), byModel),
    reach: indexed(await stage('reach', reachShape), (row) => `${row.goal_no} ${row.channel_no}`),
    unattributed: indexed(
      await readTable(engine, 'unattributed_total_moments', unattributedShape),
      ({ goal_no }) => goal_no,
    ),
  };
}

/** Every channel of a goal, even those without credit; the unnamed one only if something happened in it. */
function channelsOf(
  model: ModelName,
  goal: GoalConfig,
  goal_no: number,
  { channels, moments, holdings, reach }: Stages,
  config: Config,
): Channel[] {
  return channels.flatMap(({ channel_no, label }) => {
    const moment = moments.get(`${model} ${goal_no} ${channel_no}`);
    const touched = reach.get(`${goal_no} ${channel_no}`);
    if (channel_no === null && moment === undefined && touched === undefined) return [];
    const holding = holdings.get(`${model} ${goal_no} ${channel_no}`)?.largest_holding;
    return [
      {
        label,
        moment,
        touched,
        largest_holding: majorOf(holding, goal, config, microDigits) ?? 0,
        largest: Number((moment?.largest_credit ?? 0n) - (moment?.credit ?? 0n) / 100n) / microCredits,
        conversions: conversionSum(moment),
        value: valueSum(moment, goal, config),
      },
    ];
  });
}

function conversionSum(moment: Moment | undefined): PersonSum {
  const credit = moment?.credit ?? 0n;
  return {
    sum: Number(credit) / microCredits,
    se: bucketError(credit, moment?.credit_squares ?? 0n, microCredits),
    filled_buckets: moment?.credit_buckets ?? 0,
    event: 1,
    typical: 0,
  };
}

function valueSum(moment: Moment | undefined, goal: GoalConfig, config: Config): PersonSum {
  const value = moment?.value ?? 0n;
  const unit = (10 ** digitsOf(goal, config) * microCredits) / valueUnit;
  return {
    sum: majorOf(value, goal, config, microDigits) ?? 0,
    se: bucketError(value / BigInt(valueUnit), moment?.value_squares ?? 0n, unit),
    filled_buckets: moment?.value_buckets ?? 0,
    event: 0,
    typical: 0,
  };
}

/** The same channels, each with the average credit per person over all of them. */
function toldOfEachOther(channels: readonly Channel[]): Channel[] {
  const shared = { typical: typicalOf(channels), goal_buckets: bucketsOf(channels) };
  return channels.map((channel) => ({ ...channel, conversions: { ...channel.conversions, ...shared } }));
}

function bucketsOf(channels: readonly Channel[]): number {
  return channels.reduce((sum, { conversions }) => sum + conversions.filled_buckets, 0);
}

function typicalOf(channels: readonly Channel[]): number {
  return typicalWeight(channels.map(({ conversions, largest }) => ({ ...conversions, largest })));
}

function creditColumns(channel: Channel, goal: GoalConfig, config: Config) {
  const { moment, touched, conversions, value, largest_holding } = channel;
  return {
    conversions: conversions.sum,
    conversions_se: conversions.se,
    ...intervalColumns('conversions', creditInterval(conversions)),
    person_buckets: conversions.filled_buckets,
    value: goal.value ? value.sum : null,
    value_se: goal.value ? value.se : null,
    ...intervalColumns('value', goal.value ? valueInterval(value, largest_holding) : null),
    conversions_net: Number(moment?.credit_net ?? 0n) / microCredits,
    value_net: majorOf(moment?.value_net, goal, config, microDigits),
    any_touch: touched?.any_touch ?? 0,
    placebo: touched?.placebo ?? 0,
  };
}

function unattributedColumns(
  total: Unattributed | undefined,
  typical: number,
  goal: GoalConfig,
  config: Config,
) {
  const conversions: PersonSum = {
    sum: Number(total?.conversions ?? 0),
    se: bucketError(total?.conversions ?? 0n, total?.conversion_squares ?? 0n, 1),
    filled_buckets: total?.conversion_buckets ?? 0,
    event: 1,
    typical,
  };
  const valueError = bucketError(
    total?.value_minor ?? 0n,
    total?.value_squares ?? 0n,
    10 ** digitsOf(goal, config),
  );
  return {
    conversions: conversions.sum,
    conversions_se: conversions.se,
    ...intervalColumns('conversions', creditInterval(conversions)),
    person_buckets: conversions.filled_buckets,
    value: majorOf(total?.value_minor, goal, config, 0),
    value_se: goal.value ? valueError : null,
    ...intervalColumns('value', null),
    conversions_net: total?.conversions_net ?? 0,
    value_net: majorOf(total?.net_minor, goal, config, 0),
    any_touch: null,
    placebo: null,
  };
}

function intervalColumns<const Name extends 'conversions' | 'value'>(name: Name, interval: Interval | null) {
  const ends = { [`${name}_low`]: interval?.low ?? null, [`${name}_high`]: interval?.high ?? null };
  return ends as Readonly<Record<`${Name}_low` | `${Name}_high`, number | null>>;
}
