import { microCredits } from '../attribution.js';
import type { Config, GoalConfig } from '../config.js';
import { type Dimension, valueUnit } from '../credit_sums.js';
import type { Row } from '../engines/engine.js';
import { dimensionLists } from '../pipeline.js';
import { bucketError, digitsOf, majorOf, microDigits, toInteger } from './amounts.js';
import { indexed, type PublishedTable, type RunMade, tableOf } from './table.js';

const unattributedLabel = '(unattributed)';
const noneLabel = '(none)';

/** The table `<dimension>_credit`: exact integers are divided once, here. */
export async function creditTable(
  dimension: Dimension,
  { engine, config, models }: RunMade,
): Promise<PublishedTable> {
  const key = `${dimension}_id`;
  const labels = await engine.rows(
    `SELECT ${dimension}_no AS channel_no, label FROM ${dimensionLists[dimension]} ORDER BY ${dimension}_no`,
  );
  const moments = indexed(
    await engine.rows(`SELECT *, ${dimension}_no AS channel_no FROM ${dimension}_moments`),
    (row) => `${row.model} ${row.goal_no} ${row.channel_no}`,
  );
  const reach = indexed(
    await engine.rows(`SELECT *, ${dimension}_no AS channel_no FROM ${dimension}_reach`),
    (row) => `${row.goal_no} ${row.channel_no}`,
  );
  const totals = indexed(await engine.rows('SELECT * FROM unattributed_total_moments'), (row) =>
    String(row.goal_no),
  );
  const channels = [...labels, { channel_no: null, label: noneLabel }];
  const rows = models.flatMap((model) =>
    config.goals.flatMap((goal, index) => {
      const goalNo = index + 1;
      const channelRows = channels.flatMap(({ channel_no, label }) => {
        const moment = moments.get(`${model} ${goalNo} ${channel_no}`);
        const touched = reach.get(`${goalNo} ${channel_no}`);
        if (channel_no === null && moment === undefined && touched === undefined) return [];
        return [creditRow({ model, goal: goal.name, [key]: String(label) }, moment, touched, goal, config)];
      });
      return [
        ...channelRows,
        unattributedRow(
          { model, goal: goal.name, [key]: unattributedLabel },
          totals.get(String(goalNo)),
          goal,
          config,
        ),
      ];
    }),
  );
  return tableOf(`${dimension}_credit`, rows);
}

function creditRow(
  keys: Row,
  moment: Row | undefined,
  touched: Row | undefined,
  goal: GoalConfig,
  config: Config,
): Row {
  const credit = toInteger(moment?.credit);
  const value = toInteger(moment?.value) / BigInt(valueUnit);
  return {
    ...keys,
    conversions: Number(credit) / microCredits,
    conversions_se: bucketError(credit, toInteger(moment?.credit_squares), microCredits),
    value: majorOf(moment?.value, goal, config, microDigits),
    value_se: goal.value
      ? bucketError(
          value,
          toInteger(moment?.value_squares),
          (10 ** digitsOf(goal, config) * microCredits) / valueUnit,
        )
      : null,
    conversions_net: Number(toInteger(moment?.credit_net)) / microCredits,
    value_net: majorOf(moment?.value_net, goal, config, microDigits),
    any_touch: touched?.any_touch ?? 0,
    placebo: touched?.placebo ?? 0,
  };
}

function unattributedRow(keys: Row, total: Row | undefined, goal: GoalConfig, config: Config): Row {
  return {
    ...keys,
    conversions: Number(total?.conversions ?? 0),
    conversions_se: bucketError(toInteger(total?.conversions), toInteger(total?.conversion_squares), 1),
    value: majorOf(total?.value_minor, goal, config, 0),
    value_se: goal.value
      ? bucketError(
          toInteger(total?.value_minor),
          toInteger(total?.value_squares),
          10 ** digitsOf(goal, config),
        )
      : null,
    conversions_net: Number(total?.conversions_net ?? 0),
    value_net: majorOf(total?.net_minor, goal, config, 0),
    any_touch: null,
    placebo: null,
  };
}
