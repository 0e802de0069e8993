import { isKnown } from '../../contract/row_columns.js';
import type { Language } from '../../report/language.js';
import type { Published } from '../../report/published.js';
import { cohortBegin } from '../cohorts.js';
import { funnelWeek } from '../funnel.js';
import { movementOf } from '../movement.js';
import { offMainLine } from '../pacing.js';
import { signalsOf } from '../signals/signals.js';
import { reportDay } from '../weeks/spans.js';
import { addDays } from '../weeks/weeks.js';

const has = ({ sources }: Published, table: string) =>
  sources.some(({ table_name, rows }) => table_name === table && rows > 0);

/** One line for every question that the inputs cannot answer, in the order of the parts. */
export function missingLines(published: Published, words: Language): readonly string[] {
  const m = words.missing;
  const end = reportDay(published);
  const { ran, hours } = offMainLine(published, addDays(end, -90), end);
  const { series, totals } = signalsOf(published);
  const ordinary = Math.max(0, ...totals.map((total) => total.ordinary));
  const cohort = cohortBegin(published);
  const lines: readonly (readonly [boolean, string])[] = [
    [published.targets.length === 0, m.targets],
    [ran.length > 0 && hours === 0, m.effort],
    [published.calendar.length === 0, m.calendar],
    [movementOf(published) === null, m.members],
    [ordinary < 12, (series > 0 ? m.weeksOfTotals : m.weeks)(String(ordinary))],
    [published.tactics.length === 0, m.tactics],
    [!isKnown(published.group_week.columns.messages), m.messages],
    [published.groups.every(({ owner_id }) => owner_id === null), m.owners],
    [published.kol_cards.length === 0, m.kols],
    [
      published.kol_cards.length > 0 &&
        published.kol_cards.every((row) => row.linked + row.no_link + row.nobody === 0),
      m.codes,
    ],
    [published.lineage.length + published.group_overlap.length === 0, m.overlap],
    [!has(published, 'reversals'), m.refunds],
    [published.membership_week.every(({ left }) => left === null), m.leaves],
    [cohort !== null, m.cohorts(cohort ?? '')],
    [published.pyramid.length === 0, m.pyramid],
    [published.funnel.length === 0, m.clicks],
    [published.funnel.length > 0 && funnelWeek(published) === null, m.youngClicks],
    [published.reply_graph.length === 0, m.replies],
  ];
  return lines.filter(([isMissing]) => isMissing).map(([, line]) => line);
}
