import { type Language, languages } from '../report/language.js';
import type { Facts, Lift, LiftCheck, Published, Tactic } from '../report/published.js';
import type { Block, Cell, EventStudyChart, Part, Table } from '../report/report.js';
import { column, knownCell, noneCell, share, tenth, textCell, whole } from './cells.js';
import { causedOrHarmed, isFinding, liftEvidence, liftSentence, withoutFew } from './lift_sentence.js';
import { displayName } from './names.js';
import { sumKnown } from './totals.js';

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
  // a tactic counts once however many goals it is read for, a series as the tactics in it
  const { tactics, lift } = published;
  const sizeOf = (id: string) => (isSeries(id) ? membersOf(id, tactics).length : 1);
  const count = (rows: readonly Lift[]) =>
    [...new Set(rows.map(({ tactic_id }) => tactic_id))].reduce((sum, id) => sum + sizeOf(id), 0);
  const found = (what: 'caused' | 'harmed') => lift.filter((row) => causedOrHarmed(row) === what);
  const proven = found('caused').filter(({ verdict }) => verdict === 'proven_by_holdout');
  const isProven = new Set(proven.map(({ tactic_id }) => tactic_id));
  const likely = found('caused').filter(({ tactic_id }) => !isProven.has(tactic_id));
  const series = lift.filter((row) => isSeries(row.tactic_id) && causedOrHarmed(row) !== null);
  return words.tactics.title(
    tactics.length,
    count(series),
    count(proven),
    count(likely),
    count(found('harmed')),
  );
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
    tacticTable(published, names, words),
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

/** Credited, incremental, grade and verdict side by side, what is surest first. */
function tacticTable(published: Published, names: ReadonlyMap<string, string>, words: Language): Table {
  const { lift, tactics } = published;
  const c = words.tactics.columns;
  const judged = lift.map((row) => ({
    tactic: tactics.find(({ tactic_id }) => tactic_id === row.tactic_id) ?? null,
    row,
  }));
  const known = new Set(lift.map(({ tactic_id }) => tactic_id));
  const others = tactics.filter(({ tactic_id }) => !known.has(tactic_id));
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
    rows: [
      ...judged
        .toSorted((a, b) => order(a.row) - order(b.row))
        .map(({ row, tactic }) => [
          textCell(names.get(row.tactic_id) ?? row.tactic_id),
          ...liftCells(row, published.facts, words),
          ...costCells(tactic === null ? membersOf(row.tactic_id, tactics) : [tactic], words),
        ]),
      ...others.map((tactic) => [
        textCell(names.get(tactic.tactic_id) ?? tactic.tactic_id),
        ...seriesCells(tactic, lift, words),
        ...costCells([tactic], words),
      ]),
    ],
    shown: rowsShown,
    note: words.tactics.tableNote,
  };
}

const verdictOrder = [
  'proven_by_holdout',
  'likely_caused',
  'real_but_smaller_than',
  'clear_difference',
  'no_effect_bigger_than',
  'too_noisy_to_tell',
  'counted',
  'cannot_be_identified',
];

function order({ verdict }: Lift): number {
  return verdictOrder.indexOf(verdict);
}

function liftCells(row: Lift, facts: Facts, words: Language): Cell[] {
  const { tactics } = words;
  const reason = tactics.reasons[row.reason ?? 'none'] ?? '';
  const grade = liftEvidence(row);
  const harm = causedOrHarmed(row) === 'harmed' ? ` (${tactics.harm})` : '';
  const none = row.verdict === 'counted' ? tactics.sameDays : reason;
  const absent = row.estimate === null ? none : tactics.notInPeriod;
  const uncredited = facts.models.includes('last_touch')
    ? words.fewReason(facts.min_cell)
    : tactics.noCreditModel;
  const noRatio = row.credited === null ? uncredited : tactics.noCredit;
  return [
    textCell(`${tactics.verdicts[row.verdict] ?? row.verdict}${harm}`),
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
  const reason = isRead ? words.tactics.inSeries(kind ?? '') : (words.tactics.reasons.no_start ?? '');
  const verdict = isRead ? reason : (words.tactics.verdicts.cannot_be_identified ?? '');
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
