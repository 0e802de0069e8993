import type { Credit, Facts } from '../../report/published.js';
import { isFew } from '../wording/names.js';

const tiny = 1e-6;

/**
 * How many people a credit is about, at least: those who were touched and, of them, those whose results earned it. A model that gives
 * everything to one touch credits two of twenty, and what it credits is about these two.
 */
export function creditPeople(
  { any_touch, conversions, person_buckets }: Pick<Credit, 'any_touch' | 'conversions' | 'person_buckets'>,
  facts: Facts,
): number {
  const touched = any_touch ?? Math.ceil(conversions - tiny);
  if (isFew(touched, facts)) return touched;
  return Math.min(touched, Math.max(Math.ceil(conversions - tiny), person_buckets));
}

/**
 * How many results came back, wholly or in part, at least; sums of shares that differ by rounding alone are equal. Of money that came
 * back without a whole result it is not known how many people got it: one at least.
 */
export function backOf({
  conversions,
  conversions_net,
  value,
  value_net,
}: Pick<Credit, 'conversions' | 'conversions_net' | 'value' | 'value_net'>): number {
  const back = conversions - conversions_net;
  if (back >= tiny) return back;
  return (value ?? 0) - (value_net ?? 0) >= tiny ? 1 : 0;
}
