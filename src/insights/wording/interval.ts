import type { Language } from '../../report/language.js';
import type { Credit } from '../../report/published.js';
import type { Cell } from '../../report/report.js';

/** A credit with its 95 % interval as a table cell, both divided by `per`; without credit there is no interval. */
export function intervalCell(credit: Credit, per: number, words: Language): Cell {
  const { conversions, conversions_low: low, conversions_high: high } = credit;
  const known = conversions > 0 && low !== null && high !== null;
  return {
    is: 'interval',
    value: conversions / per,
    low: known ? low / per : null,
    high: known ? high / per : null,
    missing: known || conversions === 0 ? null : words.noInterval,
  };
}
