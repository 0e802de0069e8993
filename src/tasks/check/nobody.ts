import { emptyWords } from '../../contract/empty_words.js';
import type { Engine } from '../../engines/engine.js';
import { readRow, readTable } from '../../engines/typed_rows.js';
import { type Finding, firstFew, shareText } from './findings.js';

/** Conversions without a user, and groups whose id means "no group". */
export async function nobodyFindings(engine: Engine): Promise<Finding[]> {
  return [...(await guestFindings(engine)), ...(await namelessGroups(engine))];
}

async function guestFindings(engine: Engine): Promise<Finding[]> {
  const { conversions, named } = await readRow(
    engine,
    { conversions: 'number', named: 'number' },
    'SELECT count(*) AS conversions, count(user_id) AS named FROM conversion_rows',
  );
  if (named === conversions) return [];
  return [
    {
      level: 'warning',
      text: `${shareText(conversions - named, conversions, 'conversions')} have no user (guests); they are counted, but without a code they stay unattributed.`,
    },
  ];
}

/** A group may have any name, but one called NULL most likely marks rows without a group. */
async function namelessGroups(engine: Engine): Promise<Finding[]> {
  const rows = await readTable(engine, 'groups', { group_id: 'text' }, 'ORDER BY group_id');
  const odd = rows.map(({ group_id }) => group_id).filter((id) => emptyWords.includes(id.toLowerCase()));
  if (odd.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `Some rows name ${odd.length === 1 ? 'a group' : 'groups'} called ${firstFew(odd)}; ${odd.length === 1 ? 'it is' : 'they are'} counted as ${odd.length === 1 ? 'a group' : 'groups'}.`,
      hint: 'If these rows belong to no group, leave them out with inputs.<table>.where, or export the right group.',
    },
  ];
}
