import { number } from '../../report/format.js';
import type { Language } from '../../report/language.js';
import type { Facts, Lift, Published, Tactic } from '../../report/published.js';
import type { Cell, Table } from '../../report/report.js';
import { sumKnown } from '../totals.js';
import { column, knownCell, noneCell, tenth, textCell, whole } from '../wording/cells.js';
import { labelFor } from '../wording/words.js';
import { costPerResult } from './cost_per_result.js';
import { causedOrHarmed, liftEvidence, nextStep } from './lift_sentence.js';
import { isRunning, isRunningClaim } from './running_tactics.js';
import { surestFirst } from './surest_first.js';
import { afterTactics } from './tactic_after.js';
import { claimName, kindOfSeries, membersOf } from './tactic_series.js';

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
  const judged = new Set(afterTactics(published).map(({ tactic_id }) => tactic_id));
  const table = (isShown: boolean): Table => {
    const claims = lift.filter(({ tactic_id }) => isRunningClaim(tactic_id, running) === isShown);
    const unclaimed = others.filter((tactic) => running.includes(tactic) === isShown);
    const hasAfter = [...claims, ...unclaimed].some(({ tactic_id }) => judged.has(tactic_id));
    const columns = { currencies, hasAfter };
    return withoutEmpty({
      ...tacticFrame(columns, words),
      rows: [
        ...claims.toSorted(surestFirst).map((row) => claimRow(row, published, names, columns, words)),
        ...unclaimed.map((tactic) => [
          textCell(names.get(tactic.tactic_id) ?? tactic.tactic_id),
          ...seriesCells(tactic, lift, words),
          ...currencies.flatMap((currency) => [
            costCell([tactic], currency, words),
            noneCell(words.tactics.noPrice, words),
          ]),
          hoursCell([tactic], words),
          ...afterCells(tactic.tactic_id, null, published, columns, words),
          noneCell(words.tactics.noStep, words),
        ]),
      ],
    });
  };
  const closed = { ...table(false), id: 'tactics_before', title: words.tactics.othersTitle };
  return [table(true), { ...closed, folded: true }];
}

function claimRow(
  row: Lift,
  published: Published,
  names: ReadonlyMap<string, string>,
  columns: TacticColumns,
  words: Language,
): Cell[] {
  const { tactics } = published;
  const tactic = tactics.find(({ tactic_id }) => tactic_id === row.tactic_id) ?? null;
  const mine = tactic === null ? membersOf(row.tactic_id, tactics) : [tactic];
  return [
    textCell(claimName(row, names, published, words)),
    ...liftCells(row, published.facts, words),
    ...columns.currencies.flatMap((currency) => [
      costCell(mine, currency, words),
      priceCell(row, mine, currency, published.facts, words),
    ]),
    hoursCell(mine, words),
    ...afterCells(row.tactic_id, row.goal, published, columns, words),
    nextCell(row, published.facts, words),
  ];
}

/** A table without its columns of money and hours that have no figure in any row: the calendar does not say them. */
function withoutEmpty(table: Table): Table {
  const isKept = table.columns.map(
    ({ evidence, shape }, at) =>
      table.rows.length === 0 ||
      (evidence !== 'counted' && shape.kind !== 'money') ||
      table.rows.some((row) => row[at]?.is !== 'missing'),
  );
  return {
    ...table,
    columns: table.columns.filter((_, at) => isKept[at]),
    rows: table.rows.map((row) => row.filter((_, at) => isKept[at])),
  };
}

/** What the columns of a table of tactics depend on. */
interface TacticColumns {
  readonly currencies: readonly Currency[];
  /** whether any of its tactics has been over for long enough to ask what lasted */
  readonly hasAfter: boolean;
}

/** null: the tactics do not say it. */
type Currency = string | null;

/** The currencies of all costs: each has a column of its own, because they cannot be added or compared. */
function currenciesOf({ tactics }: Published): readonly Currency[] {
  const found = [...new Set(tactics.flatMap(({ cost, currency }) => (cost === null ? [] : [currency])))];
  return found.length === 0 ? [null] : found.toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
}

function tacticFrame({ currencies, hasAfter }: TacticColumns, words: Language): Table {
  const c = words.tactics.columns;
  return {
    kind: 'table',
    id: 'tactics',
    title: words.tactics.tableTitle,
    columns: [
      column(c.tactic, { kind: 'text' }),
      column(c.verdict, { kind: 'text' }),
      column(c.grade, { kind: 'text' }),
      { ...column(c.incremental, whole), bar: true },
      column(c.credited, tenth, 'D'),
      ...currencies.flatMap((currency) => {
        const shape = { kind: 'money' as const, digits: 0, currency };
        return [column(c.cost, shape, 'counted'), column(c.costPer, shape)];
      }),
      column(c.hours, tenth, 'counted'),
      ...(hasAfter ? [column(c.after, { kind: 'text' }, 'C')] : []),
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

/** The cost in one currency of a tactic, or of all tactics of a series together. */
function costCell(tactics: readonly Tactic[], currency: Currency, words: Language): Cell {
  const costs = tactics.map((tactic) => (tactic.currency === currency ? tactic.cost : null));
  return knownCell(sumKnown(costs), words.tactics.noCost, words);
}

function hoursCell(tactics: readonly Tactic[], words: Language): Cell {
  return knownCell(sumKnown(tactics.map(({ hours }) => hours)), words.tactics.noCost, words);
}

/** What one incremental result cost, from the upper end of the increment to its lower end. */
function priceCell(
  row: Lift,
  tactics: readonly Tactic[],
  currency: Currency,
  facts: Facts,
  words: Language,
): Cell {
  const price = costPerResult(row, tactics, currency, facts);
  if (price === null) return noneCell(words.tactics.noPrice, words);
  const { value, low, high } = price;
  const open = high === null ? words.tactics.noUpper(number(low)) : null;
  return { is: 'interval', value, low: high === null ? null : low, high, missing: open };
}

/** What stayed after a tactic; nothing in a table where no tactic has been over for long enough. */
function afterCells(
  tactic_id: string,
  goal: string | null,
  published: Published,
  { hasAfter }: TacticColumns,
  words: Language,
): Cell[] {
  if (!hasAfter) return [];
  const found = afterTactics(published).find(
    (one) => one.tactic_id === tactic_id && (goal === null || one.goal === goal),
  );
  return [
    found === undefined
      ? noneCell(words.tactics.noAfter, words)
      : textCell(words.after.verdicts[found.verdict]),
  ];
}
