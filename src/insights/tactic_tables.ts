import type { Language } from '../report/language.js';
import type { Facts, Lift, Published, Tactic } from '../report/published.js';
import type { Cell, Table } from '../report/report.js';
import { column, knownCell, noneCell, tenth, textCell, whole } from './cells.js';
import { causedOrHarmed, liftEvidence, nextStep } from './lift_sentence.js';
import { isRunning, isRunningClaim } from './running_tactics.js';
import { surestFirst } from './surest_first.js';
import { claimName, kindOfSeries, membersOf } from './tactic_series.js';
import { sumKnown } from './totals.js';
import { labelFor } from './words.js';

const rowsShown = 15;

/** Credited, incremental, grade and verdict side by side, surest first: running tactics, then the others, folded. */
export function tacticTables(
  published: Published,
  names: ReadonlyMap<string, string>,
  words: Language,
): Table[] {
  const { lift, tactics } = published;
  const running = tactics.filter((tactic) => isRunning(tactic, published));
  const known = new Set(lift.map(({ tactic_id }) => tactic_id));
  const others = tactics.filter(({ tactic_id }) => !known.has(tactic_id));
  const currencies = currenciesOf(published);
  const table = (isShown: boolean): Table => ({
    ...tacticFrame(currencies, words),
    rows: [
      ...lift
        .filter(({ tactic_id }) => isRunningClaim(tactic_id, running) === isShown)
        .toSorted(surestFirst)
        .map((row) => claimRow(row, published, names, currencies, words)),
      ...others
        .filter((tactic) => running.includes(tactic) === isShown)
        .map((tactic) => [
          textCell(names.get(tactic.tactic_id) ?? tactic.tactic_id),
          ...seriesCells(tactic, lift, words),
          ...costCells([tactic], currencies, words),
          noneCell(words.tactics.noStep, words),
        ]),
    ],
  });
  const closed = { ...table(false), id: 'tactics_before', title: words.tactics.othersTitle };
  return [table(true), { ...closed, folded: true }];
}

function claimRow(
  row: Lift,
  published: Published,
  names: ReadonlyMap<string, string>,
  currencies: readonly Currency[],
  words: Language,
): Cell[] {
  const { tactics } = published;
  const tactic = tactics.find(({ tactic_id }) => tactic_id === row.tactic_id) ?? null;
  return [
    textCell(claimName(row, names, published, words)),
    ...liftCells(row, published.facts, words),
    ...costCells(tactic === null ? membersOf(row.tactic_id, tactics) : [tactic], currencies, words),
    nextCell(row, published.facts, words),
  ];
}

/** null: the tactics do not say it. */
type Currency = string | null;

/** The currencies of all costs: each has a column of its own, because they cannot be added or compared. */
function currenciesOf({ tactics }: Published): readonly Currency[] {
  const found = [...new Set(tactics.flatMap(({ cost, currency }) => (cost === null ? [] : [currency])))];
  return found.length === 0 ? [null] : found.toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
}

function tacticFrame(currencies: readonly Currency[], words: Language): Table {
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
      ...currencies.map((currency) =>
        column(c.cost, currency === null ? whole : { kind: 'money', digits: 0, currency }, 'counted'),
      ),
      column(c.hours, tenth, 'counted'),
      column(c.next, { kind: 'text' }),
    ],
    rows: [],
    shown: rowsShown,
    note: words.tactics.tableNote,
  };
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
          missing: row.incremental_low === null ? words.tactics.noInterval : null,
        },
    knownCell(row.credited, uncredited, words),
  ];
}

/** What to do next, in a few words; the sentence of the tactic says it in full. */
function nextCell(row: Lift, facts: Facts, words: Language): Cell {
  const next = nextStep(row, facts.lift_period, words);
  return next === null ? noneCell(words.tactics.noStep, words) : textCell(next);
}

/** A tactic without a claim of its own: it is evaluated with the others of its kind. */
function seriesCells({ kind }: Tactic, lift: readonly Lift[], words: Language): Cell[] {
  const isRead = lift.some(({ tactic_id }) => kind !== null && kindOfSeries(tactic_id) === kind);
  const reason = isRead
    ? words.tactics.inSeries(labelFor(words.kindLabels, kind ?? ''))
    : words.tactics.reasons.no_start;
  const verdict = isRead ? reason : words.tactics.verdicts.cannot_be_identified;
  const none = noneCell(reason, words);
  return [textCell(verdict), none, none, none];
}

/** Cost in each currency, and hours, of a tactic or of all tactics of a series together. */
function costCells(tactics: readonly Tactic[], currencies: readonly Currency[], words: Language): Cell[] {
  const costs = currencies.map((one) =>
    sumKnown(tactics.map(({ cost, currency }) => (currency === one ? cost : null))),
  );
  const hours = sumKnown(tactics.map((tactic) => tactic.hours));
  return [...costs, hours].map((value) => knownCell(value, words.tactics.noCost, words));
}
