import { orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Holidays and campaigns, as given in the input. */
export const calendar = published({
  name: 'calendar',
  summary: 'One named day (a holiday or a campaign), as given in the input.',
  columns: {
    date: text('The day.'),
    name: text('Its name.'),
    kind: orEmpty(text('Its kind.')),
    comparable_to: orEmpty(text('The earlier day to compare it with; empty if none is given.')),
  },
  select:
    'SELECT DISTINCT date, name, kind, comparable_to FROM in_calendar WHERE problem IS NULL ORDER BY date, name, kind, comparable_to',
});
