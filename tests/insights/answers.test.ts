import { describe, expect, it } from 'vitest';
import { answersTo, groupKey } from '../../src/insights/findings/answers.js';
import { findingRows } from '../../src/insights/findings/findings.js';
import { buildReport } from '../../src/insights/index.js';
import { decisionsOf } from '../../src/insights/opening/decisions.js';
import { signalsOf } from '../../src/insights/signals/signals.js';
import { reportDay } from '../../src/insights/weeks/spans.js';
import { addDays } from '../../src/insights/weeks/weeks.js';
import { wordsOf } from '../../src/insights/wording/words.js';
import { groupGoalWeek } from '../../src/publish/group_goal_week.js';
import { inColumns } from '../../src/publish/table.js';
import type { Published, Reason } from '../../src/report/published.js';
import { maskPeople } from '../../src/tasks/run/mask.js';
import { sample, withFacts } from '../report/sample.js';

const week = signalsOf(sample).week ?? '';
const [first] = sample.group_goal_week;
const [goal, group] = [first?.goal ?? '', first?.group_id ?? ''];

/** The sample in which one group, of thirty people a week, has six in the last. */
const fallen: Published = {
  ...sample,
  group_goal_week: inColumns(
    groupGoalWeek,
    [...sample.group_goal_week].map((row) =>
      row.goal === goal && row.group_id === group
        ? { ...row, people: row.week_start === week ? 6 : 30 }
        : row,
    ),
  ),
};
const id = `highlights.${groupKey(goal, group)}`;
const answered = (...reasons: Partial<Reason>[]): Published => ({
  ...fallen,
  reasons: reasons.map((one) => ({
    finding_id: id,
    text: 'Two admins were away.',
    given_by: 'Ben',
    given_at: null,
    ...one,
  })),
});
const card = (published: Published) => {
  const rows = findingRows(buildReport(published), buildReport(withFacts(published, { language: 'zh' })));
  return rows.find((row) => row.kind === 'lowlight');
};

const asked = (published: Published) =>
  decisionsOf({ ...published, lift: [], targets: [] }, wordsOf(published.facts)).length;

describe("an operator's answer to a finding", () => {
  it('is asked for while there is none', () => {
    expect(card(fallen)).toMatchObject({ id });
    expect(card(fallen)?.text_en).toContain('Not answered yet.');
    expect(asked(fallen)).toBeGreaterThan(asked(answered({})));
  });

  it('is quoted under the finding whose id it names, in both languages, and the question is gone', () => {
    const row = card(answered({}));
    expect(row?.text_en).toContain('Ben: \u201cTwo admins were away.\u201d');
    expect(row?.text_zh).toContain('Ben：“Two admins were away.”');
    expect(row?.text_en).not.toContain('Not answered yet.');
    expect(card(answered({ finding_id: `${id}x` }))?.text_en).toContain('Not answered yet.');
  });

  it('is quoted for eight weeks from its day, the newest first', () => {
    const day = reportDay(fallen);
    const published = answered(
      { given_at: addDays(day, -57), text: 'too old' },
      { given_at: addDays(day, -56), text: 'old' },
      { given_at: addDays(day, -7), text: 'new' },
    );
    expect(answersTo(published, 'highlights', groupKey(goal, group)).map(({ text }) => text)).toEqual([
      'new',
      'old',
    ]);
  });

  it('is text, on one line, and masked like owners', () => {
    const hostile = answered({ text: 'away\n<script>alert(1)</script>' });
    expect(card(hostile)?.text_en).toContain('\u201caway <script>alert(1)</script>\u201d');
    expect(card(maskPeople(answered({}), 'a key of the test, long enough'))?.text_en).not.toContain('Ben');
  });
});
