import { orEmpty, text } from './columns.js';
import { published } from './table.js';

/** What operators answered to findings, as it was given. */
export const reasons = published({
  name: 'reasons',
  summary: "One operator's answer to a finding, as the input gives it.",
  columns: {
    finding_id: text('The id of the finding.'),
    text: text('The answer.'),
    by: orEmpty(text('Who gave it.')),
    at: orEmpty(text('The day it was given.')),
  },
  select:
    'SELECT DISTINCT r.finding_id, r.text, r.by, r.at FROM in_reasons r WHERE r.problem IS NULL ORDER BY r.finding_id, r.at, r.text, r.by',
});
