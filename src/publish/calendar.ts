import { text } from './columns.js';
import type { Publisher } from './table.js';

/** Holidays and campaigns as they were given. */
export const calendar = {
  name: 'calendar',
  summary: 'One day with a name: a holiday, a campaign, as the input gives it.',
  columns: {
    date: text('The day.'),
    name: text('Its name.'),
    kind: text('Its kind.'),
    comparable_to: text('The earlier day to compare it with; empty: none is named.'),
  },
  rows: async ({ engine }) =>
    engine.rows(
      'SELECT DISTINCT date, name, kind, comparable_to FROM in_calendar WHERE problem IS NULL ORDER BY date, name, kind, comparable_to',
    ),
} as const satisfies Publisher;
