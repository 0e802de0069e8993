import { orEmpty, text } from './columns.js';
import { published } from './table.js';

/** What operators answered to findings, as it was given. */
export const reasons = published({
  name: 'reasons',
  summary: "One operator's answer to a finding, as the input gives it.",
  columns: {
    finding_id: text('The id of the finding.'),
    text: text('The answer.'),
    given_by: orEmpty(text('Who gave it.')),
    given_at: orEmpty(text('The day it was given.')),
  },
  select: `SELECT DISTINCT finding_id, text, by_text AS given_by, at_text AS given_at FROM in_reasons
WHERE problem IS NULL ORDER BY finding_id, given_at, text, given_by`,
});
