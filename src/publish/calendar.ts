import { orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Holidays and campaigns as they were given. */
export const calendar = published({
  name: 'calendar',
  summary: 'One day with a name: a holiday, a campaign, as the input gives it.',
  columns: {
    date: text('The day.'),
    name: text('Its name.'),
    kind: orEmpty(text('Its kind.')),
    comparable_to: orEmpty(text('The earlier day to compare it with; empty: none is named.')),
  },
  select:
    'SELECT DISTINCT date, name, kind, comparable_to FROM in_calendar WHERE problem IS NULL ORDER BY date, name, kind, comparable_to',
});
