import { orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Operators' answers to findings, as given in the input. */
export const reasons = published({
  name: 'reasons',
  summary: "One operator's answer to a finding, as given in the input.",
  columns: {
    finding_id: text('The id of the finding.'),
    text: text('The answer.'),
    given_by: orEmpty(text('Who answered.')),
    given_at: orEmpty(text('The day of the answer.')),
  },
  select: `SELECT DISTINCT finding_id, text, by_text AS given_by, at_text AS given_at FROM in_reasons
WHERE problem IS NULL ORDER BY finding_id, given_at, text, given_by`,
});
