import type { Evidence } from '../../report/evidence.js';
import type { Language } from '../../report/language.js';
import type { Facts, Goal } from '../../report/published.js';
import type { Cell, Column, Shape } from '../../report/report.js';
import { isFew, oneLine } from './names.js';

/** Text on one line, without direction marks and control characters. */
export function textCell(text: string | null): Cell {
  return { is: 'text', text: oneLine(text ?? '') };
}

/** Text exactly as in the data, for the sheets of a workbook. */
export function rawCell(text: string | null): Cell {
  return { is: 'text', text: text ?? '' };
}

/** A number, or "not observable" with the reason. */
export function numberCell(value: number | null, reason: string, words: Language): Cell {
  return value === null ? { is: 'missing', text: words.notObservable, reason } : { is: 'number', value };
}

/** A number about some people: suppressed if they are too few, "not observable" if there is no number. */
export function peopleCell(
  value: number | null,
  people: number | null,
  facts: Facts,
  reason: string,
  words: Language,
): Cell {
  if (value !== null && isFew(people, facts)) return fewCell(facts, words);
  return numberCell(value, reason, words);
}

/** The cell in place of a figure about too few people, or of one that would give such a figure away: which of the two is not told. */
export function fewCell(facts: Facts, words: Language): Cell {
  return { is: 'missing', text: words.hidden, reason: words.fewReason(facts.min_cell) };
}

/** A cell for money, which a goal may not have. */
export function moneyCell(value: number | null, words: Language): Cell {
  return knownCell(value, words.noValueReason, words);
}

/** A number, or a dash with the reason for it. */
export function knownCell(value: number | null, reason: string, words: Language): Cell {
  return value === null ? noneCell(reason, words) : { is: 'number', value };
}

/** The cell if there is nothing to say: not requested, not applicable. */
export function noneCell(reason: string, words: Language): Cell {
  return { is: 'missing', text: words.none, reason };
}

/** The shape of a goal's money. */
export function moneyShape(goal: Goal): Shape {
  return { kind: 'money', digits: goal.currency_digits ?? 2, currency: goal.currency };
}

export const whole: Shape = { kind: 'number', digits: 0 };
export const tenth: Shape = { kind: 'number', digits: 1 };
export const share: Shape = { kind: 'percent', digits: 1 };

/** A column whose numbers carry one evidence grade. */
export function column(label: string, shape: Shape, evidence: Evidence | null = null): Column {
  return { label, shape, evidence };
}

/** A column of context, printed in grey. */
export function secondary(label: string, shape: Shape, evidence: Evidence): Column {
  return { label, shape, evidence, secondary: true };
}
