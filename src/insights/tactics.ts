import { type Language, languages } from '../report/language.js';
import type { Facts, Lift, LiftCheck, Published, Tactic } from '../report/published.js';
import type { Block, Cell, EventStudyChart, Part, Table } from '../report/report.js';
import { column, knownCell, noneCell, share, tenth, textCell, whole } from './cells.js';
import { causedOrHarmed, isFinding, liftEvidence, liftSentence, withoutFew } from './lift_sentence.js';
import { displayName } from './names.js';
import { dayOfMoment } from './pacing.js';
import { reportDay } from './spans.js';
import { sumKnown } from './totals.js';
import { addDays } from './weeks.js';

const rowsShown = 15;
const chartsDrawn = 3;

/** Part 9: every tactic with its cost, its credit, its increment, the grade of that, and what may be said. */
export function tactics(run: Published): Part {
  const words = languages[run.facts.language];
  const published = { ...run, lift: run.lift.map((row) => withoutFew(row, run.facts)) };
  return {
    id: 'tactics',
    question: words.parts.tactics,
    title: tacticsTitle(published, words),
    lead: words.tactics.lead,
    blocks: hasTactics(published) ? blocksOf(published, words) : [],
  };
}

/** Whether there is anything to judge. */
export function hasTactics({ tactics, lift }: Published): boolean {
  return tactics.length + lift.length > 0;
}

function tacticsTitle(published: Published, words: Language): string {
  if (!hasTactics(published)) return words.tactics.none;
  const running = published.tactics.filter((tactic) => isRunning(tactic, published));
  const mine = published.lift.filter((row) => isRunningClaim(row.tactic_id, running));
  if (mine.length === 0) return words.tactics.noneRan;
  // A tactic counts once however many goals it is read for, a series as the tactics in it.
  const idsOf = (test: (row: Lift) => boolean) =>
    new Set(mine.filter(test).map(({ tactic_id }) => tactic_id));
  const count = (ids: ReadonlySet<string>, ...but: ReadonlySet<string>[]) =>
    [...ids]
      .filter((id) => !but.some((others) => others.has(id)))
      .reduce((sum, id) => sum + (isSeries(id) ? membersOf(id, published.tactics).length : 1), 0);
  const caused = idsOf((row) => causedOrHarmed(row) === 'caused');
  const proven = idsOf((row) => causedOrHarmed(row) === 'caused' && row.verdict === 'proven_by_holdout');
  const harmed = idsOf((row) => causedOrHarmed(row) === 'harmed');
  const read = idsOf(({ verdict }) => verdict !== 'cannot_be_identified' && verdict !== 'counted');
  const every = idsOf(() => true);
  return words.tactics.title(
    count(proven),
    count(caused, proven),
    count(harmed),
    count(read, caused, harmed),
    count(every, read),
  );
}

/** Whether a tactic ran in the period, or so shortly before it that its results can still land in it. */
function isRunning({ starts_at_us, ends_at_us }: Tactic, published: Published): boolean {
  const [start, end] = [dayOfMoment(starts_at_us), dayOfMoment(ends_at_us)];
  const window = Math.max(0, ...published.goals.map(({ window_days }) => window_days));
  const from = published.facts.period_from;
  const to = published.facts.period_to ?? reportDay(published);
  if (start === null || from === null) return true;
  return start <= to && (end === null || addDays(end, Math.ceil(window)) >= from);
}

/** Whether a claim is about a running tactic, or about a series with one. */
function isRunningClaim(tactic_id: string, running: readonly Tactic[]): boolean {
  if (isSeries(tactic_id)) return membersOf(tactic_id, running).length > 0;
  return running.some((tactic) => tactic.tactic_id === tactic_id);
}

function blocksOf(published: Published, words: Language): Block[] {
  const names = claimNames(published, words);
  const nameOf = (row: { readonly tactic_id: string }) => names.get(row.tactic_id) ?? row.tactic_id;
  const sentences = published.lift
    .toSorted((a, b) => order(a) - order(b))
    .map((row) => ({ row, term: nameOf(row), text: liftSentence(row, published.facts.lift_period, words) }));
  const terms = sentences.filter(({ row }) => row.estimate !== null);
  const counted = sentences.filter(({ row }) => row.verdict === 'counted');
  const unidentified = sentences.filter(({ row }) => row.estimate === null && row.verdict !== 'counted');
  return [
    ...tacticTables(published, names, words),
    ...(terms.length === 0
      ? []
      : [
          {
            kind: 'terms' as const,
            title: words.tactics.sentencesTitle,
            terms: terms.map(({ term, text }) => ({ term, text })),
          },
        ]),
    ...eventStudies(published, nameOf, words),
    ...foldedTable(
      'counted_tactics',
      words.tactics.countedTitle,
      words.tactics.sentencesTitle,
      counted,
      words,
    ),
    ...foldedTable('unidentified', words.tactics.unidentifiedTitle, words.tactics.why, unidentified, words),
    ...checkTable(published, nameOf, words),
    { kind: 'notes', notes: [words.tactics.never] },
  ];
}

/** The printed name of every tactic and of every series of tactics. */
export function claimNames(
  {
    tactics,
    lift,
  }: {
    readonly tactics: readonly Pick<Tactic, 'tactic_id' | 'name' | 'kind'>[];
    readonly lift: readonly Pick<Lift, 'tactic_id'>[];
  },
  words: Language,
): ReadonlyMap<string, string> {
  const names = tactics.map(({ tactic_id, name }): [string, string] => [
    tactic_id,
    name === null
      ? displayName(null, tactic_id)
      : `${displayName(null, tactic_id)} \u00b7 ${displayName(name, tactic_id)}`,
  ]);
  const series = lift.flatMap(({ tactic_id }): [string, string][] => {
    const kind = kindOfSeries(tactic_id);
    if (kind === null) return [];
    const count = membersOf(tactic_id, tactics).length;
    return [[tactic_id, words.tactics.series(displayName(null, kind), count)]];
  });
  return new Map([...names, ...series]);
}

/** Whether a claim is about several tactics of one kind. */
export function isSeries(tactic_id: string): boolean {
  return kindOfSeries(tactic_id) !== null;
}

/** The kind that a claim about a series is named by; null for a single tactic. */
function kindOfSeries(tactic_id: string): string | null {
  return tactic_id.startsWith('kind:') ? tactic_id.slice('kind:'.length) : null;
}

/** The tactics that are read together in a series. */
function membersOf<T extends Pick<Tactic, 'kind'>>(tactic_id: string, tactics: readonly T[]): T[] {
  return tactics.filter(({ kind }) => kind === kindOfSeries(tactic_id));
}

/** Credited, incremental, grade and verdict side by side, what is surest first: running tactics, and the others folded. */
function tacticTables(published: Published, names: ReadonlyMap<string, string>, words: Language): Table[] {
  const { lift, tactics } = published;
  const running = tactics.filter((tactic) => isRunning(tactic, published));
  const known = new Set(lift.map(({ tactic_id }) => tactic_id));
  const others = tactics.filter(({ tactic_id }) => !known.has(tactic_id));
  const table = (isShown: boolean): Table => ({
    ...tacticFrame(words),
    rows: [
      ...lift
        .filter(({ tactic_id }) => isRunningClaim(tactic_id, running) === isShown)
        .toSorted((a, b) => order(a) - order(b))
        .map((row) => claimRow(row, published, names, words)),
      ...others
        .filter((tactic) => running.includes(tactic) === isShown)
        .map((tactic) => [
          textCell(names.get(tactic.tactic_id) ?? tactic.tactic_id),
          ...seriesCells(tactic, lift, words),
          ...costCells([tactic], words),
        ]),
    ],
  });
  const closed = { ...table(false), id: 'tactics_before', title: words.tactics.othersTitle };
  return [table(true), { ...closed, folded: true }];
}

function claimRow(
  row: Lift,
  { tactics, facts }: Published,
  names: ReadonlyMap<string, string>,
  words: Language,
): Cell[] {
  const tactic = tactics.find(({ tactic_id }) => tactic_id === row.tactic_id) ?? null;
  return [
    textCell(names.get(row.tactic_id) ?? row.tactic_id),
    ...liftCells(row, facts, words),
    ...costCells(tactic === null ? membersOf(row.tactic_id, tactics) : [tactic], words),
  ];
}

function tacticFrame(words: Language): Table {
  const c = words.tactics.columns;
  return {
    kind: 'table',
    id: 'tactics',
    title: words.tactics.tableTitle,
    columns: [
      column(c.tactic, { kind: 'text' }),
      column(c.verdict, { kind: 'text' }),
      column(c.grade, { kind: 'text' }),
      column(c.incremental, whole),
      column(c.credited, tenth, 'D'),
      column(c.ratio, share),
      column(c.cost, { kind: 'number', digits: 0 }, 'counted'),
      column(c.hours, tenth, 'counted'),
    ],
    rows: [],
    shown: rowsShown,
    note: words.tactics.tableNote,
  };
}

/** What is surest first. */
const verdictPlaces: Readonly<Record<Lift['verdict'], number>> = {
  proven_by_holdout: 0,
  likely_caused: 1,
  real_but_smaller_than: 2,
  clear_difference: 3,
  no_effect_bigger_than: 4,
  too_noisy_to_tell: 5,
  counted: 6,
  cannot_be_identified: 7,
};

function order({ verdict }: Lift): number {
  return verdictPlaces[verdict];
}

function liftCells(row: Lift, facts: Facts, words: Language): Cell[] {
  const { tactics } = words;
  const reason = tactics.reasons[row.reason ?? 'none'];
  const grade = liftEvidence(row);
  const harm = causedOrHarmed(row) === 'harmed' ? ` (${tactics.harm})` : '';
  const none = row.verdict === 'counted' ? tactics.sameDays : reason;
  const absent = row.estimate === null ? none : tactics.notInPeriod;
  const uncredited = facts.models.includes('last_touch')
    ? words.fewReason(facts.min_cell)
    : tactics.noCreditModel;
  const noRatio = row.credited === null ? uncredited : tactics.noCredit;
  return [
    textCell(`${tactics.verdicts[row.verdict]}${harm}`),
    grade === null ? noneCell(reason, words) : textCell(words.badges[grade]),
    row.incremental === null
      ? noneCell(absent, words)
      : {
          is: 'interval',
          value: row.incremental,
          low: row.incremental_low,
          high: row.incremental_high,
          missing: row.incremental_low === null ? words.noInterval : null,
        },
    knownCell(row.credited, uncredited, words),
    row.ratio !== null && !isFinding(row)
      ? noneCell(tactics.noRatio, words)
      : knownCell(row.ratio, row.incremental === null ? absent : noRatio, words),
  ];
}

/** A tactic that has no claim of its own: it is read with the others of its kind. */
function seriesCells({ kind }: Tactic, lift: readonly Lift[], words: Language): Cell[] {
  const isRead = lift.some(({ tactic_id }) => kind !== null && kindOfSeries(tactic_id) === kind);
  const reason = isRead ? words.tactics.inSeries(kind ?? '') : words.tactics.reasons.no_start;
  const verdict = isRead ? reason : words.tactics.verdicts.cannot_be_identified;
  const none = noneCell(reason, words);
  return [textCell(verdict), none, none, none, none];
}

/** Cost and hours of a tactic, or of all those of a series together. */
function costCells(tactics: readonly Tactic[], words: Language): Cell[] {
  const cost = sumKnown(tactics.map((tactic) => tactic.cost));
  const hours = sumKnown(tactics.map((tactic) => tactic.hours));
  return [cost, hours].map((value) => knownCell(value, words.tactics.noCost, words));
}

/** The event studies of the surest claims. */
function eventStudies(
  { lift, lift_event_study, facts }: Published,
  nameOf: (row: Lift) => string,
  words: Language,
): EventStudyChart[] {
  return lift
    .toSorted((a, b) => order(a) - order(b))
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

/** Tactics with a sentence each, folded away. */
function foldedTable(
  id: string,
  title: string,
  heading: string,
  sentences: readonly { readonly term: string; readonly text: string }[],
  words: Language,
): Table[] {
  if (sentences.length === 0) return [];
  const { columns } = words.tactics;
  return [
    {
      kind: 'table',
      id,
      title,
      columns: [column(columns.tactic, { kind: 'text' }), column(heading, { kind: 'text' })],
      rows: sentences.map(({ term, text }) => [textCell(term), textCell(text)]),
      shown: rowsShown,
      note: null,
      folded: true,
    },
  ];
}

/** Every check of every claim, folded away. */
function checkTable(
  { lift_checks }: Published,
  nameOf: (row: LiftCheck) => string,
  words: Language,
): Table[] {
  if (lift_checks.length === 0) return [];
  const { checkColumns, passed, failed, notAsked, columns } = words.tactics;
  return [
    {
      kind: 'table',
      id: 'lift_checks',
      title: words.tactics.checksTitle,
      columns: [
        column(columns.tactic, { kind: 'text' }),
        column(checkColumns.check, { kind: 'id' }),
        column(checkColumns.size, { kind: 'number', digits: 4 }),
        column(checkColumns.error, { kind: 'number', digits: 4 }),
        column(checkColumns.bound, { kind: 'number', digits: 4 }),
        column(checkColumns.passed, { kind: 'text' }),
      ],
      rows: lift_checks.map((one) => [
        textCell(nameOf(one)),
        textCell(one.check),
        knownCell(one.size, notAsked, words),
        knownCell(one.error, '', words),
        knownCell(one.bound, '', words),
        textCell(one.passed === null ? '\u2013' : one.passed === 1 ? passed : failed),
      ]),
      shown: 20,
      note: null,
      folded: true,
    },
  ];
}
