import { count, measure, orEmpty, text } from './columns.js';
import type { TableContract } from './table.js';

/** Every sentence of the report: the only table made from the report, rather than the other way round. */
export const findings = {
  name: 'findings',
  summary:
    'One sentence of the report, in both languages, with its figure if it has one. report.html, report.xlsx, report.md and the chat texts contain no other sentences.',
  columns: {
    id: text('The id: part, kind and position.'),
    part: text('The part; summary: the first screen; missing: questions that no input answers.'),
    kind: text('title, lead, finding, highlight, lowlight, decision, check, pace, chart, table, note, ...'),
    goal: orEmpty(text('The goal; empty if it is not about a single goal.')),
    unit: orEmpty(text('What the figure measures.')),
    figure: orEmpty(measure('see unit', 'The figure; empty if the sentence has none of its own.')),
    low: orEmpty(measure('see unit', 'Lower end of its interval or usual range.')),
    high: orEmpty(measure('see unit', 'Upper end.')),
    expected: orEmpty(measure('see unit', 'What it is compared with: a usual share, a target, a mean.')),
    p: orEmpty(
      measure('probability', 'How likely it is by chance alone; for a target, the chance of reaching it.'),
    ),
    family: orEmpty(count('series', 'How many series were looked at together.')),
    grade: orEmpty(text('A, B, C, D, counted or activity; empty if there is no figure.')),
    owner: orEmpty(text('Who is responsible for it.')),
    text_en: text('The sentence in English.'),
    text_zh: text('The sentence in Chinese.'),
    query: orEmpty(
      text(
        'The rows behind it: what stands after `SELECT * FROM` in SQL, over the published tables; of several tables, separated by a semicolon.',
      ),
    ),
  },
} as const satisfies TableContract;
