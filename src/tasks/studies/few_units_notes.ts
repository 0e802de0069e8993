import type { FewUnits } from '../../lift/checks/few_units.js';
import type { CellRow, TermRow } from '../../lift/panel/panel_rows.js';
import { printable } from '../../text/printable.js';

const sentences: Readonly<Record<FewUnits, string>> = {
  one_treated_unit:
    'rest on a single treated unit: no standard error and no interval, because nothing tells how much a single unit varies (--estimator sdid compares it with placebos)',
  one_control_unit:
    'are compared with a single unit: no standard error and no interval, because nothing tells how much a single unit varies',
  few_treated_units:
    'rest on fewer than five treated units: their intervals are wide, because so few hardly tell how much they vary (--estimator sdid is made for few units)',
  few_control_units:
    'are compared with fewer than five units: their intervals are wide, because so few hardly tell how much they vary',
  few_placebos: 'have fewer than 19 placebos to be ranked against: no interval',
};

/** Which estimates of a table have no interval, or a wide one, and why. */
export function fewUnitsNotes(rows: readonly (CellRow | TermRow)[]): string[] {
  return (Object.keys(sentences) as FewUnits[]).flatMap((few) => {
    const found = rows.filter((row) => row.few_units === few);
    const [first] = found;
    if (first === undefined) return [];
    const name = printable('term' in first ? first.term : `${first.group} ${first.time}`);
    const which = found.length === 1 ? name : `${name} and ${found.length - 1} more`;
    return [`few units (${which}): these ${sentences[few]}`];
  });
}
