import { freshnessIn } from '../../publish/freshness.js';
import type { Freshness } from '../../publish/freshness_of.js';
import { dayText } from '../../publish/table.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew } from './findings.js';

/** Tables, kinds of touches, sources, files and goals with gaps that their own rhythm does not explain, over all history. */
export async function freshnessFindings({ engine, config, sources, as_of_us }: Checked): Promise<Finding[]> {
  const all = await freshnessIn(engine, config, sources, { from: null, to: null }, as_of_us);
  const gaps = all.filter(({ status }) => status === 'silent' || status === 'not_read');
  if (gaps.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `Unusual gaps: ${firstFew(gaps.map(gapText), gaps.length, 12)}.`,
      hint: 'Look for a file that is missing or cut short. What it would have added is missing from every figure.',
    },
  ];
}

function gapText({ series, usual_days, from, to }: Freshness): string {
  const { scope, table_name, name } = series;
  const what = scope === 'table' ? name : `${table_name} of the ${scope} ${visible(name)}`;
  const [first, last] = [from, to].map((day) => (day === null ? '' : dayText(day)));
  const usual =
    usual_days === 0
      ? 'usually there is one every day'
      : `gaps are usually at most ${usual_days} ${usual_days === 1 ? 'day' : 'days'} long`;
  return `no row ${first === last ? `on ${first}` : `from ${first} to ${last}`} in ${what} (${usual})`;
}
