import { goalOf } from '../config/goals.js';
import { readTable } from '../engines/typed_rows.js';
import { majorOf } from './amounts.js';
import { count, goalName, major, measure, orEmpty, text } from './columns.js';
import { published } from './table.js';

/** Two cards per KOL: what the KOL landed, and who used the KOL's codes. */
export const kolCards = published({
  name: 'kol_cards',
  summary:
    "One KOL and goal in the reported period: the KOL's own results in the product, and results that carry one of the KOL's codes, by what links the buyer to the KOL. Counted; the credit for what others landed is in kol_credit.",
  columns: {
    kol_id: text('The KOL.'),
    goal: goalName,
    fee: orEmpty(
      measure(
        major,
        'The part of the fees that falls on the reported days, pro rata by time; the same for every goal. Empty if no contract with a fee covers these days, or if such a contract lacks a start or an end.',
      ),
    ),
    own: count('conversions', "The KOL's own results, gross."),
    own_net: count('conversions', 'Excluding fully reversed ones.'),
    own_value_net: orEmpty(measure(major, 'Their net value; empty for a goal without value.')),
    linked: count(
      'conversions',
      "Uses of codes that were the KOL's at that time, by people who ever shared a group with the KOL, were active in one of the KOL's groups, or were invited by the KOL. Uses by excluded people are in none of the three.",
    ),
    no_link: count(
      'conversions',
      "Code uses by known people without any of these links: the code spread beyond the KOL's groups.",
    ),
    nobody: count('conversions', 'Code uses without a known person.'),
  },
  rows: async ({ engine, config }) => {
    const rows = await readTable(
      engine,
      'kol_cards',
      {
        kol_no: 'number',
        label: 'text',
        goal_no: 'number',
        own: 'number',
        own_net: 'number',
        own_minor: 'whole',
        linked: 'number',
        no_link: 'number',
        nobody: 'number',
      },
      'ORDER BY kol_no, goal_no',
    );
    const fees = await readTable(engine, 'kol_fees', { kol_no: 'number', fee_millionths: 'number?' });
    const feeOf = new Map(fees.map(({ kol_no, fee_millionths }) => [kol_no, fee_millionths]));
    return rows.map((row) => {
      const goal = goalOf(config, row.goal_no);
      const millionths = feeOf.get(row.kol_no) ?? null;
      return {
        kol_id: row.label,
        goal: goal.name,
        fee: millionths === null ? null : millionths / 1e6,
        own: row.own,
        own_net: row.own_net,
        own_value_net: majorOf(row.own_minor, goal, config, 0),
        linked: row.linked,
        no_link: row.no_link,
        nobody: row.nobody,
      };
    });
  },
});
