import type { Tone, WeeksChart } from '../report/chart_data.js';
import { change, number, percent } from '../report/format.js';
import type { Language } from '../report/language.js';
import type { Facts, Goal, Landed, MemberClass, Published } from '../report/published.js';
import { memberClasses } from '../report/published.js';
import type { Block, Fact, Part, Table } from '../report/report.js';
import { hiddenTogether } from './hidden/suppression.js';
import { findingsOf } from './opening/summary.js';
import { namedWeeks } from './signals/signals.js';
import { fewestForShares, mainGoal, orderedGoals, sum, sumKnown, totalsOf } from './totals.js';
import { isProvisional } from './trust/checks.js';
import { resultsBegin } from './trust/freshness.js';
import { lastYear, lastYearMonths, yearInWeeks_days } from './weeks/last_year.js';
import { isOneWeek, spanOf } from './weeks/spans.js';
import { weekChange } from './weeks/week_change.js';
import { addDays, allWeeks, weeklyNet } from './weeks/weeks.js';
import { column, fewCell, moneyShape, peopleCell, share, whole } from './wording/cells.js';
import { labelOf } from './wording/labels.js';
import { displayName, isFew } from './wording/names.js';
import { wordsOf } from './wording/words.js';

const tones: Readonly<Record<MemberClass, Tone>> = {
  new: 'strong',
  existing: 'medium',
  reactivated: 'light',
  unknown: 'grey',
};
const weeksDrawn = 26;

/** Part 3: what landed, net of reversals, with new and existing members shown separately. */
export function landed(published: Published): Part {
  const words = wordsOf(published.facts);
  const goals = orderedGoals(published);
  return {
    id: 'landed',
    question: words.landed.question,
    title: landedTitle(published, words),
    lead: words.landed.lead,
    blocks: [
      { kind: 'findings' as const, findings: findingsOf(published, words) },
      ...goals.flatMap((goal) => goalBlocks(published, goal, goals.length > 1, words)),
    ],
  };
}

/** The finding: whose results these are, or that this is not known. */
function landedTitle(published: Published, words: Language): string {
  const goal = mainGoal(published);
  if (goal === null) return words.landed.nothing;
  const byClass = classSums(published, goal.goal);
  const total = sum([...byClass.values()].map((rows) => sum(rows.map((row) => row.reported_net))));
  if (total === 0) return words.landed.nothing;
  const shareOf = (name: MemberClass) =>
    sum((byClass.get(name) ?? []).map((row) => row.reported_net)) / total;
  const name = labelOf(goal, published);
  const counts = [...byClass.values()].map((rows) => sum(rows.map((row) => row.reported_net)));
  if (counts.some((count) => isFew(count, published.facts))) return words.landed.classesFew(name);
  if (total < fewestForShares) return words.landed.fewResults(name, number(total));
  if (shareOf('unknown') === 1) return words.landed.allUnknown(name);
  if (shareOf('unknown') > 0.5) return words.landed.mostUnknown(name, percent(shareOf('unknown'), words));
  const unknown = shareOf('unknown');
  return words.landed.newShare(
    name,
    percent(shareOf('new'), words),
    percent(shareOf('existing') + shareOf('reactivated'), words),
    unknown > 0 ? percent(unknown, words) : null,
  );
}

/** The rows with results of the period by class of member; of a week in which it begins or ends, only these results. */
function classSums({ landed: rows }: Published, goal: string): ReadonlyMap<MemberClass, readonly Landed[]> {
  const mine = rows.filter((row) => row.goal === goal && row.reported > 0);
  return new Map(memberClasses.map((name) => [name, mine.filter((row) => row.member_class === name)]));
}

/** Everything about one goal: its headline figures, its weeks, its classes of members. */
function goalBlocks(published: Published, goal: Goal, named: boolean, words: Language): Block[] {
  return [
    ...(named ? [{ kind: 'heading' as const, text: labelOf(goal, published) }] : []),
    { kind: 'facts', facts: goalFacts(published, goal, words) },
    ...weeksChart(published, goal, words),
    ...classTable(published, goal, words),
  ];
}

/** Net, gross and reversed results of one goal, with the change of the last complete week. */
function goalFacts(published: Published, goal: Goal, words: Language): Fact[] {
  const { facts } = published;
  const totals = totalsOf(published, goal.goal);
  const reversed = totals.conversions - totals.conversions_net;
  const people = (value: number) => peopleCell(value, value, facts, '', words);
  const provisional = isProvisional(goal, published)
    ? words.provisionalFrom(goal.provisional_from ?? '')
    : null;
  const fact = (label: string, value: number, note: string | null): Fact => ({
    label,
    shape: whole,
    cell: people(value),
    evidence: 'counted',
    note,
  });
  const value = totals.value_net;
  return [
    fact(words.landed.net, totals.conversions_net, provisional),
    ...(goal.has_value
      ? [
          {
            label: words.landed.valueNet,
            shape: moneyShape(goal),
            cell: peopleCell(value, totals.conversions, facts, words.notInRun, words),
            evidence: 'counted' as const,
            note: null,
          },
        ]
      : []),
    fewBack(totals.conversions, totals.conversions_net, facts)
      ? { ...fact(words.landed.gross, totals.conversions, null), cell: fewCell(facts, words) }
      : fact(
          words.landed.gross,
          totals.conversions,
          words.landed.reversedNote(isFew(reversed, facts) ? words.few(facts.min_cell) : number(reversed)),
        ),
    ...weekFacts(published, goal, words),
    ...yearFacts(published, goal, words),
    ...monthFacts(published, goal, words),
  ];
}

/** The same week of last year, if the data reach back that far. */
function yearFacts(published: Published, goal: Goal, words: Language): Fact[] {
  const { facts } = published;
  const compared = lastYear(published, goal.goal);
  if (compared === null || isFew(compared.before, facts) || isFew(compared.current, facts)) return [];
  const { week, before, current, aligned_by } = compared;
  const day = aligned_by === null ? null : displayName(aligned_by, aligned_by);
  return [
    {
      label: words.landed.lastYear(week),
      shape: whole,
      cell: { is: 'number', value: before },
      evidence: 'counted',
      note: before === 0 ? null : words.landed.onLastYear(change(before, current, words), day, null),
    },
  ];
}

/** The same months of last year, net at equal age. */
function monthFacts(published: Published, goal: Goal, words: Language): Fact[] {
  const { facts } = published;
  const compared = lastYearMonths(published, goal.goal);
  if (compared === null || isFew(compared.before, facts) || isFew(compared.current, facts)) return [];
  const { from, to, before, current, moved } = compared;
  const day = moved === null ? null : words.landed.outside(displayName(moved.name, moved.name), moved.date);
  return [
    {
      label: words.landed.lastYearMonths(from, to),
      shape: whole,
      cell: { is: 'number', value: before },
      evidence: 'counted',
      note: before === 0 ? day : words.landed.onLastYear(change(before, current, words), null, day),
    },
  ];
}

/** Whether reversals about too few people could be derived from gross and net. */
function fewBack(gross: number, net: number, facts: Facts): boolean {
  return isFew(gross - net, facts);
}

/** The last complete week compared with the one before; nothing if the period is that week, which already says it. */
function weekFacts(published: Published, goal: Goal, words: Language): Fact[] {
  const { facts } = published;
  const moved = weekChange(published, goal.goal);
  if (moved === null || isFew(moved.current, facts) || isFew(moved.previous, facts)) return [];
  const by = words.onWeekBefore(change(moved.previous, moved.current, words));
  return [
    {
      label: isOneWeek(facts) ? words.landed.weekBefore : words.landed.lastWeek(moved.week),
      shape: whole,
      cell: { is: 'number', value: isOneWeek(facts) ? moved.previous : moved.current },
      evidence: 'counted',
      note: isOneWeek(facts) ? null : by,
    },
  ];
}

/** Net results per week, stacked by class of member, for up to half a year before the end of the period. */
function weeksChart(published: Published, goal: Goal, words: Language): WeeksChart[] {
  const { facts } = published;
  const weeks = allWeeks(published).filter((week) => facts.period_to === null || week <= facts.period_to);
  const drawn = weeks.slice(-weeksDrawn);
  const series = memberClasses
    .map((name) => ({
      label: words.classes[name],
      tone: tones[name],
      values: weeklyNet(published, goal.goal, drawn, name),
    }))
    .filter((one) => one.values.some((value) => value !== 0));
  const hidden = drawn.map((_, at) =>
    hiddenTogether(
      series.map(({ values }) => values[at] ?? 0),
      facts,
    ),
  );
  const isShown = (place: number, at: number) => hidden[at]?.[place] !== true;
  const merged = drawn.map((_, at) =>
    sum(series.map(({ values }, place) => (isShown(place, at) ? 0 : (values[at] ?? 0)))),
  );
  // the classes of a week that are hidden together are one piece of its bar, unless they are all of it and few
  const apart = merged.map((value) => (isFew(value, facts) ? null : value));
  const shown = [
    ...series.map((one, place) => ({
      ...one,
      values: one.values.map((value, at) => (isShown(place, at) ? value : null)),
    })),
    ...(apart.some((value) => (value ?? 0) > 0)
      ? [{ label: words.landed.notByClass, tone: 'grey' as const, values: apart }]
      : []),
  ];
  if (drawn.length < 2 || series.length === 0) return [];
  const totals = weeklyNet(published, goal.goal, drawn);
  const top = totals.indexOf(Math.max(...totals));
  return [
    {
      kind: 'weeks',
      title: words.landed.weeksTitle(labelOf(goal, published), number(totals[top] ?? 0), drawn[top] ?? ''),
      description: words.landed.weeksDescription(drawn[0] ?? '', drawn.at(-1) ?? '', facts.min_cell),
      evidence: 'counted',
      weeks: drawn,
      series: shown,
      pale_from: goal.provisional_from,
      targets: drawn.map((week) => weekTarget(published, goal.goal, week)),
      last_year: yearBefore(published, goal.goal, drawn),
      events: namedWeeks(published, drawn),
    },
  ];
}

/** The target for the results of one goal in a week. */
function weekTarget({ targets, facts }: Published, goal: string, week: string): number | null {
  const mine = targets.find(({ period, metric }) => {
    const span = spanOf(period, facts);
    return span?.kind === 'week' && span.from === week && metric === `${goal}:conversions`;
  });
  return mine === undefined || !(mine.target > 0) ? null : mine.target;
}

/** Net results 52 weeks before each week, as known today; nothing if the data do not reach back that far. */
function yearBefore(published: Published, goal: string, weeks: readonly string[]): (number | null)[] {
  const begin = resultsBegin(published);
  const before = weeks.map((week) => addDays(week, -yearInWeeks_days));
  const net = weeklyNet(published, goal, before);
  return before.map((week, at) => {
    const value = net[at] ?? 0;
    return begin === null || week < begin || isFew(value, published.facts) ? null : value;
  });
}

/** One row per class of member: gross, net, reversed and value. */
function classTable(published: Published, goal: Goal, words: Language): Table[] {
  const { facts } = published;
  const classes = [...classSums(published, goal.goal)].filter(([, rows]) => rows.length > 0);
  const all = sum(classes.map(([, rows]) => sum(rows.map((row) => row.reported_net))));
  const c = words.columns;
  const hidden = hiddenTogether(
    classes.map(([, rows]) => sum(rows.map((row) => row.reported_net))),
    facts,
  );
  const backs = hiddenTogether(
    classes.map(([, rows]) => sum(rows.map((row) => row.reported - row.reported_net))),
    facts,
  );
  if (classes.length === 0) return [];
  const money = [c.value, c.valueNet].map((label) => column(label, moneyShape(goal), 'counted'));
  const table: Table = {
    kind: 'table',
    id: `landed_${goal.goal}`,
    title: words.landed.classTitle,
    columns: [
      column(c.memberClass, { kind: 'text' }),
      column(c.net, whole, 'counted'),
      { ...column(c.share, share, 'counted'), bar: true },
      column(c.gross, whole, 'counted'),
      column(c.reversed, whole, 'counted'),
      ...(goal.has_value ? money : []),
    ],
    rows: classes.map(([name, rows], at) => {
      const back = backs[at] === true;
      const gross = sum(rows.map((row) => row.reported));
      const net = sum(rows.map((row) => row.reported_net));
      const cell = (value: number | null, reason: string) =>
        hidden[at] ? fewCell(facts, words) : peopleCell(value, gross, facts, reason, words);
      const apart = (value: number) => (back ? fewCell(facts, words) : cell(value, ''));
      const values = [
        sumKnown(rows.map((row) => row.reported_value)),
        sumKnown(rows.map((row) => row.reported_value_net)),
      ];
      return [
        { is: 'text', text: words.classes[name] },
        cell(net, ''),
        cell(all > 0 ? net / all : null, words.nothingToShare),
        apart(gross),
        apart(gross - net),
        ...(goal.has_value
          ? values.map((value, place) =>
              back && place === 0 ? fewCell(facts, words) : cell(value, words.noValueReason),
            )
          : []),
      ];
    }),
    shown: 4,
    note: words.join([
      words.landed.classNote,
      ...(classes.some(([name]) => name === 'unknown') ? [words.landed.unknownNote] : []),
    ]),
  };
  return [table];
}
