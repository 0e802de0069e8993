import { freshnessIn } from '../../publish/freshness.js';
import type { Freshness } from '../../publish/freshness_of.js';
import { dayText } from '../../publish/table.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, firstFew } from './findings.js';

/** Tables, kinds of touch, sources, files and goals that are silent against their own rhythm, over all of history. */
export async function freshnessFindings({ engine, config, sources, as_of_us }: Checked): Promise<Finding[]> {
  const all = await freshnessIn(engine, config, sources, { from: null, to: null }, as_of_us);
  const gaps = all.filter(({ status }) => status === 'silent' || status === 'not_read');
  if (gaps.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `Silent against their own rhythm: ${firstFew(gaps.map(gapText), gaps.length, 12)}.`,
      hint: 'Look for a file that is missing or was cut off. What they would have added is in no figure.',
    },
  ];
}

function gapText({ series, usual_days, from, to }: Freshness): string {
  const { scope, table_name, name } = series;
  const what = scope === 'table' ? name : `${table_name} of the ${scope} ${visible(name)}`;
  const [first, last] = [from, to].map((day) => (day === null ? '' : dayText(day)));
  return `${what} has no row ${first === last ? `on ${first}` : `from ${first} to ${last}`} (usually silent for at most ${usual_days} ${usual_days === 1 ? 'day' : 'days'})`;
}
