import type { EventStudyChart } from '../../report/chart_data.js';
import type { Language } from '../../report/language.js';
import type { Lift, Published } from '../../report/published.js';
import { liftEvidence } from './lift_sentence.js';
import { surestFirst } from './surest_first.js';

const chartsDrawn = 3;

/** The event studies of the surest claims. */
export function eventStudies(
  { lift, lift_event_study, facts }: Published,
  nameOf: (row: Lift) => string,
  words: Language,
): EventStudyChart[] {
  return lift
    .toSorted(surestFirst)
    .flatMap((row): EventStudyChart[] => {
      const points = lift_event_study
        .filter(({ tactic_id, goal }) => tactic_id === row.tactic_id && goal === row.goal)
        .map(({ since_start, estimate, low, high }) => ({
          since_start,
          estimate: estimate * 1000,
          band: low === null || high === null ? null : ([low * 1000, high * 1000] as const),
        }));
      if (points.length < 2) return [];
      const rises = ({ band }: (typeof points)[number]) => band !== null && band[0] > 0;
      const stands = (point: (typeof points)[number]) =>
        rises(point) || (point.band !== null && point.band[1] < 0);
      const before = points.filter(({ since_start }) => since_start < 0);
      const after = points.filter(({ since_start }) => since_start >= 0);
      return [
        {
          kind: 'event_study',
          title: words.tactics.eventTitle(nameOf(row), !before.some(stands), after.some(rises)),
          description: words.tactics.eventDescription(nameOf(row), facts.lift_period),
          evidence: liftEvidence(row) ?? 'C',
          axis: words.tactics.eventAxis(facts.lift_period),
          points,
        },
      ];
    })
    .slice(0, chartsDrawn);
}
