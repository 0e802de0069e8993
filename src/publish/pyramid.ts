import { count, goalName, text } from './columns.js';
import type { Publisher } from './table.js';

const tiers = ['top_1_percent', 'next_9_percent', 'next_40_percent', 'rest'];

/** How concentrated results are among people. */
export const pyramid = {
  name: 'pyramid',
  summary:
    'One goal and tier of the known people with a result in the last 90 days of the reported period, ordered by the number of their results.',
  columns: {
    goal: goalName,
    tier: text('top_1_percent, next_9_percent, next_40_percent or rest.'),
    people: count('people', 'People in it.'),
    conversions: count('conversions', 'What they landed in these 90 days, gross.'),
    messages: count('messages', 'What they wrote in these 90 days.'),
  },
  rows: async ({ engine, config }) => {
    const rows = await engine.rows('SELECT * FROM pyramid ORDER BY goal_no, tier');
    return rows.map((row) => ({
      goal: config.goals[Number(row.goal_no) - 1]?.name ?? null,
      tier: tiers[Number(row.tier) - 1] ?? null,
      people: row.people ?? 0,
      conversions: row.conversions ?? 0,
      messages: row.messages ?? 0,
    }));
  },
} as const satisfies Publisher;
