import { count, measure, orEmpty, text } from './columns.js';
import type { TableContract } from './table.js';

/** Every sentence of the report; the one table that is made of the report and not the report of it. */
export const findings = {
  name: 'findings',
  summary:
    'One sentence of the report, in both languages, with its figure where it has one: report.html, report.xlsx, report.md and the texts for chats say nothing else.',
  columns: {
    id: text('Part, kind and place.'),
    part: text('The part; summary: the first screen; missing: what no input answers.'),
    kind: text('title, lead, finding, highlight, lowlight, decision, check, pace, chart, table, note, ...'),
    goal: orEmpty(text('The goal; empty: no single one.')),
    unit: orEmpty(text('What the figure counts.')),
    figure: orEmpty(measure('see unit', 'The figure; empty: the sentence has none of its own.')),
    low: orEmpty(measure('see unit', 'Low end of its interval or usual range.')),
    high: orEmpty(measure('see unit', 'High end.')),
    expected: orEmpty(measure('see unit', 'What it is held against: a usual share, a target, a mean.')),
    p: orEmpty(measure('probability', 'How surprising by chance; for a target the chance to reach it.')),
    family: orEmpty(count('series', 'How many series were looked at together.')),
    grade: orEmpty(text('A, B, C, D, counted or activity; empty: no figure.')),
    owner: orEmpty(text('Who answers for it.')),
    text_en: text('The sentence in English.'),
    text_zh: text('The sentence in Chinese.'),
    query: orEmpty(text('The published table and rows behind it.')),
  },
} as const satisfies TableContract;
