import type { Facts } from '../../report/published.js';
import type { About } from '../../report/report.js';
import { rowsBehind } from '../findings/rows_behind.js';
import type { TotalSignal } from '../signals/signals.js';
import { isFew } from '../wording/names.js';

/**
 * The figures of a sentence about the week's total, with what it is compared with there: the line through ordinary weeks, or, for a
 * week that the calendar marks, the week comparable to it.
 */
export function totalAbout(total: TotalSignal, facts: Facts): About {
  return {
    goal: total.goal,
    unit: 'people',
    figure: total.people,
    ...comparedWith(total, facts),
    query: rowsBehind('goal_week', { goal: total.goal }),
  };
}

function comparedWith({ events, forecast, comparable }: TotalSignal, facts: Facts): About {
  if (events.length === 0)
    return forecast === null
      ? {}
      : { low: forecast.low, high: forecast.high, expected: forecast.expected, p: forecast.p };
  if (comparable === null || isFew(comparable.people, facts)) return {};
  const { people, reach } = comparable;
  return { low: Math.max(0, people - reach), high: people + reach, expected: people };
}
