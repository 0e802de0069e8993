import type { Config, GoalConfig } from '../config/config.js';
import type { Row } from '../engines/engine.js';
import type { ModelName } from '../models/index.js';
import { microCredits } from '../pipeline/attribution.js';
import { type Dimension, valueUnit } from '../pipeline/credit_sums.js';
import { dimensionLists } from '../pipeline/settings.js';
import { creditInterval, valueInterval } from '../statistics/credit_interval.js';
import { type Interval, type PersonSum, typicalWeight } from '../statistics/gamma_interval.js';
import { bucketError, digitsOf, majorOf, microDigits, toInteger } from './amounts.js';
import { count, goalName, major, measure, modelName, text } from './columns.js';
import { indexed, type Publisher, type RunMade } from './table.js';

const unattributedLabel = '(unattributed)';
const noneLabel = '(none)';

/** The stages behind one table of credit, by their keys. */
interface Stages {
  readonly channels: readonly Row[];
  readonly moments: ReadonlyMap<string, Row>;
  readonly holdings: ReadonlyMap<string, Row>;
  readonly reach: ReadonlyMap<string, Row>;
  readonly unattributed: ReadonlyMap<string, Row>;
}

/** One channel of a goal under one model: the sums that have intervals, and the stages they come from. */
interface Channel {
  readonly label: string;
  readonly moment: Row | undefined;
  readonly touched: Row | undefined;
  readonly largest_holding: number;
  /** the most conversions that one person bucket holds beyond the mean of its buckets */
  readonly largest: number;
  readonly conversions: PersonSum;
  readonly value: PersonSum;
}

/** The table `<dimension>_credit`: exact integers are divided once, here. */
export function dimensionCredit<D extends Dimension>(dimension: D) {
  const word = dimension === 'kol' ? 'KOL' : dimension;
  return {
    name: `${dimension}_credit`,
    summary: `One model, one goal and one ${word}: the credit of the reported period (grade D). One more row a model and goal, \`(unattributed)\`, makes the sum that of the source. \`(none)\`, where it is there, is credit of touches without a ${word}.`,
    columns: {
      model: modelName,
      goal: goalName,
      [`${dimension}_id`]: text(
        `The ${word}; \`(unattributed)\` and \`(none)\` are reserved, an input id like that has a leading backslash.`,
      ),
      conversions: measure('conversions', 'Gross credit.'),
      conversions_se: measure('conversions', 'Standard error of the gross credit, over 100 person buckets.'),
      conversions_low: measure(
        'conversions',
        'Lower end of the 95 % interval of the gross credit; empty where fewer than 10 person buckets carry 20 conversions or more.',
      ),
      conversions_high: measure('conversions', 'Its upper end.'),
      person_buckets: count('buckets', 'Person buckets, of 100, that hold any of the credit.'),
      value: measure(major, 'Gross credit in money; empty for a goal without value.'),
      value_se: measure(major, 'Standard error of the gross credit in money.'),
      value_low: measure(
        major,
        'Lower end of its 95 % interval; empty where fewer than 10 person buckets hold it, where one person holds more than a tenth of it, and for what is unattributed.',
      ),
      value_high: measure(major, 'Its upper end.'),
      conversions_net: measure('conversions', 'Credit without fully reversed conversions.'),
      value_net: measure(major, 'Credit in money, less what was reversed.'),
      any_touch: count(
        'conversions',
        `Conversions with at least one credited touch of this ${word}. Not additive: one conversion counts in several rows.`,
      ),
      placebo: count(
        'conversions',
        `Conversions whose person was touched by this ${word} within the window after. Not additive, and never subtracted.`,
      ),
    },
    rows: (made) => creditRows(dimension, made),
  } as const satisfies Publisher;
}

async function creditRows(dimension: Dimension, made: RunMade): Promise<Row[]> {
  const { config, models } = made;
  const stages = await readStages(dimension, made);
  return models.flatMap((model) =>
    config.goals.flatMap((goal, index) => {
      const keys = (label: string) => ({ model, goal: goal.name, [`${dimension}_id`]: label });
      const channels = toldOfEachOther(channelsOf(model, goal, index + 1, stages, config));
      return [
        ...channels.map((channel) => ({ ...keys(channel.label), ...creditColumns(channel, goal, config) })),
        {
          ...keys(unattributedLabel),
          ...unattributedColumns(
            stages.unattributed.get(String(index + 1)),
            typicalOf(channels),
            goal,
            config,
          ),
        },
      ];
    }),
  );
}

async function readStages(dimension: Dimension, { engine }: RunMade): Promise<Stages> {
  const stage = (name: string) =>
    engine.rows(`SELECT *, ${dimension}_no AS channel_no FROM ${dimension}_${name}`);
  const byModel = (row: Row) => `${row.model} ${row.goal_no} ${row.channel_no}`;
  const labels = await engine.rows(
    `SELECT ${dimension}_no AS channel_no, label FROM ${dimensionLists[dimension]} ORDER BY ${dimension}_no`,
  );
  return {
    channels: [...labels, { channel_no: null, label: noneLabel }],
    moments: indexed(await stage('moments'), byModel),
    holdings: indexed(await stage('holdings'), byModel),
    reach: indexed(await stage('reach'), (row) => `${row.goal_no} ${row.channel_no}`),
    unattributed: indexed(await engine.rows('SELECT * FROM unattributed_total_moments'), (row) =>
      String(row.goal_no),
    ),
  };
}

/** Every channel of a goal, without credit too; the one without a name only where something happened. */
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
        label: String(label),
        moment,
        touched,
        largest_holding: majorOf(holding, goal, config, microDigits) ?? 0,
        largest: Number(toInteger(moment?.largest_credit) - toInteger(moment?.credit) / 100n) / microCredits,
        conversions: conversionSum(moment),
        value: valueSum(moment, goal, config),
      },
    ];
  });
}

function conversionSum(moment: Row | undefined): PersonSum {
  const credit = toInteger(moment?.credit);
  return {
    sum: Number(credit) / microCredits,
    se: bucketError(credit, toInteger(moment?.credit_squares), microCredits),
    filled_buckets: Number(moment?.credit_buckets ?? 0),
    event: 1,
    typical: 0,
  };
}

function valueSum(moment: Row | undefined, goal: GoalConfig, config: Config): PersonSum {
  const value = toInteger(moment?.value);
  const unit = (10 ** digitsOf(goal, config) * microCredits) / valueUnit;
  return {
    sum: majorOf(value, goal, config, microDigits) ?? 0,
    se: bucketError(value / BigInt(valueUnit), toInteger(moment?.value_squares), unit),
    filled_buckets: Number(moment?.value_buckets ?? 0),
    event: 0,
    typical: 0,
  };
}

/** The same channels, each told how much credit a person carries on average over all of them. */
function toldOfEachOther(channels: readonly Channel[]): Channel[] {
  const typical = typicalOf(channels);
  return channels.map((channel) => ({ ...channel, conversions: { ...channel.conversions, typical } }));
}

function typicalOf(channels: readonly Channel[]): number {
  return typicalWeight(channels.map(({ conversions, largest }) => ({ ...conversions, largest })));
}

function creditColumns(channel: Channel, goal: GoalConfig, config: Config): Row {
  const { moment, touched, conversions, value, largest_holding } = channel;
  return {
    conversions: conversions.sum,
    conversions_se: conversions.se,
    ...intervalColumns('conversions', creditInterval(conversions)),
    person_buckets: conversions.filled_buckets,
    value: goal.value ? value.sum : null,
    value_se: goal.value ? value.se : null,
    ...intervalColumns('value', goal.value ? valueInterval(value, largest_holding) : null),
    conversions_net: Number(toInteger(moment?.credit_net)) / microCredits,
    value_net: majorOf(moment?.value_net, goal, config, microDigits),
    any_touch: touched?.any_touch ?? 0,
    placebo: touched?.placebo ?? 0,
  };
}

function unattributedColumns(total: Row | undefined, typical: number, goal: GoalConfig, config: Config): Row {
  const conversions: PersonSum = {
    sum: Number(total?.conversions ?? 0),
    se: bucketError(toInteger(total?.conversions), toInteger(total?.conversion_squares), 1),
    filled_buckets: Number(total?.conversion_buckets ?? 0),
    event: 1,
    typical,
  };
  const valueError = bucketError(
    toInteger(total?.value_minor),
    toInteger(total?.value_squares),
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
    conversions_net: Number(total?.conversions_net ?? 0),
    value_net: majorOf(total?.net_minor, goal, config, 0),
    any_touch: null,
    placebo: null,
  };
}

function intervalColumns(name: 'conversions' | 'value', interval: Interval | null): Row {
  return { [`${name}_low`]: interval?.low ?? null, [`${name}_high`]: interval?.high ?? null };
}
