import type { Published } from '../../report/published.js';
import { onceARun } from '../findings/once_a_run.js';
import { groupPanel, placesAmong } from '../signals/group_panel.js';
import { sum } from '../totals.js';
import { allWeeks, inPeriod } from './weeks.js';

/** The number of weeks in a trend. */
export const weeksOfTrend = 12;

/** A group in the last weeks up to the end of the period. */
export interface RecentWeeks {
  /** what its people landed in each week of the trend; NaN if it has no row for the week */
  readonly landed: readonly number[];
  /** its first week */
  readonly first: string;
  /** of the weeks of the period; null: not known */
  readonly messages: number | null;
  /** members who wrote, mean over the weeks of the period; null: not known */
  readonly chatters: number | null;
}

/** The last weeks up to the end of the period: those of a trend. */
export function lastWeeks(published: Published): readonly string[] {
  const { period_to } = published.facts;
  return allWeeks(published)
    .filter((week) => period_to === null || week <= period_to)
    .slice(-weeksOfTrend);
}

/** Every group with a week up to the end of the period. */
export const recentWeeks = onceARun(found);

function found(published: Published): ReadonlyMap<string, RecentWeeks> {
  const { columns } = published.group_week;
  const { texts } = columns.week_start;
  const { facts } = published;
  const upTo = texts.filter((week) => facts.period_to === null || week <= facts.period_to);
  const reported = upTo.filter((week) => inPeriod(week, facts)).sort();
  const weeks = lastWeeks(published);
  const landed = groupPanel(columns, columns.landed, weeks, Number.NaN);
  const messages = groupPanel(columns, columns.messages, reported, Number.NaN);
  const chatters = groupPanel(columns, columns.chatters, reported, Number.NaN);
  const none = weeks.map(() => Number.NaN);
  return new Map(
    [...firstWeeks(columns, upTo.sort())].map(([group, first]) => {
      const talk = known(messages.get(group));
      const writing = known(chatters.get(group));
      return [
        group,
        {
          landed: landed.get(group) ?? none,
          first,
          messages: talk.length === 0 ? null : sum(talk),
          chatters: writing.length === 0 ? null : Math.round(sum(writing) / writing.length),
        },
      ];
    }),
  );
}

function known(values: readonly number[] | undefined): readonly number[] {
  return values?.filter((value) => !Number.isNaN(value)) ?? [];
}

/** The first of the given weeks in which a group has a row. */
function firstWeeks(
  { group_id, week_start }: Published['group_week']['columns'],
  weeks: readonly string[],
): Map<string, string> {
  const placeOf = placesAmong(week_start.texts, weeks);
  const first = new Int32Array(group_id.texts.length).fill(weeks.length);
  for (let at = 0; at < group_id.places.length; at++) {
    const week = placeOf[week_start.places[at]!]!;
    const group = group_id.places[at]!;
    if (week >= 0 && week < first[group]!) first[group] = week;
  }
  return new Map(
    group_id.texts.flatMap((group, place) => {
      const week = weeks[first[place] ?? weeks.length];
      return week === undefined ? [] : [[group, week] as const];
    }),
  );
}
