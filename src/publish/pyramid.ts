import { goalOf } from '../config/goals.js';
import { pyramidTiers } from '../contract/published_words.js';
import { readTable } from '../engines/typed_rows.js';
import { count, goalName, word } from './columns.js';
import { published } from './table.js';

/** How concentrated results are on a few people. */
export const pyramid = published({
  name: 'pyramid',
  summary:
    'One goal and one tier of the known people with a result in the last 90 days of the reported period, ranked by their number of results.',
  columns: {
    goal: goalName,
    tier: word(pyramidTiers, 'top_1_percent, next_9_percent, next_40_percent or rest.'),
    people: count('people', 'People in it.'),
    conversions: count('conversions', 'What they landed in those 90 days, gross.'),
    messages: count('messages', 'Messages that they wrote in those 90 days.'),
  },
  rows: async ({ engine, config }) => {
    const rows = await readTable(
      engine,
      'pyramid',
      { goal_no: 'number', tier: 'number', people: 'number', conversions: 'number', messages: 'number' },
      'ORDER BY goal_no, tier',
    );
    return rows.map(({ goal_no, tier, ...row }) => ({
      goal: goalOf(config, goal_no).name,
      tier: tierOf(tier),
      ...row,
    }));
  },
});

function tierOf(no: number) {
  const tier = pyramidTiers[no - 1];
  if (tier === undefined) throw new Error(`pyramid: tier ${no} does not exist`);
  return tier;
}
