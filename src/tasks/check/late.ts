import { readRow, readRows } from '../../engines/typed_rows.js';
import { businessDay, zonedText } from '../../project/period.js';
import type { Checked } from './checked.js';
import { type Finding, moneyTexts, shareText } from './findings.js';
import { isLarge, shareOf, totalOf } from './shares.js';

const dayUs = 86_400_000_000;

/** Rows left out because of as_of: the number of activities and of links between ids, and conversions and reversals with their money. */
export async function lateFindings(checked: Checked): Promise<Finding[]> {
  return [
    ...(await lateActivities(checked)),
    ...(await lateConversions(checked)),
    ...(await lateReversals(checked)),
    ...(await lateLinks(checked)),
  ];
}

async function lateActivities({ engine, as_of_us }: Checked): Promise<Finding[]> {
  const { all_rows, late } = await readRow(
    engine,
    { all_rows: 'number', late: 'number' },
    `SELECT count(*) AS all_rows, count(CASE WHEN ts_us > ${as_of_us} OR coalesce(ingested_at_us, ts_us) > ${as_of_us} THEN 1 END) AS late FROM in_activities WHERE problem IS NULL`,
  );
  if (late === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.activities: ${shareText(late, all_rows, 'rows')} happened or arrived after as_of and are left out.`,
    },
  ];
}

/** Links first seen after as_of join nobody yet; often the column says when the list was made. */
async function lateLinks({ engine, config, as_of_us }: Checked): Promise<Finding[]> {
  if (config.identities_same) return [];
  const { links, late, last_us } = await readRow(
    engine,
    { links: 'number', late: 'number', last_us: 'number?' },
    `SELECT count(*) AS links, count(CASE WHEN first_seen_us > ${as_of_us} THEN 1 END) AS late, max(first_seen_us) AS last_us FROM in_identities WHERE problem IS NULL`,
  );
  if (late === 0 || last_us === null) return [];
  const next = businessDay(last_us + dayUs, config.timezone);
  return [
    {
      level: 'warning',
      text: `inputs.identities: ${shareText(late, links, 'links')} were first seen after as_of ${zonedText(as_of_us, config.timezone)} and are not used.`,
      hint: `--as-of ${next} would use them; if first_seen only says when the list was made, map another column or leave it out.`,
    },
  ];
}

async function lateConversions({ engine, config, as_of_us }: Checked): Promise<Finding[]> {
  const isLate = `greatest(ts_us, coalesce(ingested_at_us, ts_us)) > ${as_of_us}`;
  const rows = await readRows(
    engine,
    { currency: 'text?', whole: 'number', whole_minor: 'whole?', part: 'number', part_minor: 'whole?' },
    `SELECT currency, count(*) AS whole, CAST(sum(value_minor) AS BIGINT) AS whole_minor, count(CASE WHEN ${isLate} THEN 1 END) AS part,
      CAST(sum(CASE WHEN ${isLate} THEN value_minor END) AS BIGINT) AS part_minor FROM in_conversions
    WHERE problem IS NULL AND is_landed = 1 GROUP BY currency ORDER BY currency`,
  );
  const [part, whole] = [totalOf(rows, 'part'), totalOf(rows, 'whole')];
  if (part === 0) return [];
  const money = moneyTexts(rows, 'part_minor', config);
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${shareText(part, whole, 'rows')}${money === '' ? '' : `, ${money},`} happened or arrived after as_of and are left out.`,
      note: { kind: 'late_conversions', part, whole, money, share: shareOf(rows) },
    },
  ];
}

/** Reversals after as_of, with the money they would reverse; one without a value would reverse its whole conversion. */
async function lateReversals({ engine, config, as_of_us }: Checked): Promise<Finding[]> {
  if (config.inputs.reversals === undefined) return [];
  const isLate = `greatest(r.ts_us, coalesce(r.ingested_at_us, r.ts_us)) > ${as_of_us}`;
  const rows = await readRows(
    engine,
    { currency: 'text?', whole: 'number', part: 'number', last_us: 'number', part_minor: 'whole?' },
    `SELECT coalesce(c.currency, r.currency) AS currency, count(*) AS whole, count(CASE WHEN ${isLate} THEN 1 END) AS part,
      max(greatest(r.ts_us, coalesce(r.ingested_at_us, r.ts_us))) AS last_us, CAST(sum(CASE WHEN ${isLate} THEN coalesce(r.value_minor, c.value_minor) END) AS BIGINT) AS part_minor
    FROM in_reversals r LEFT JOIN conversion_rows c ON c.conversion_id = r.conversion_id
    WHERE r.problem IS NULL GROUP BY coalesce(c.currency, r.currency) ORDER BY currency`,
  );
  const [part, whole] = [totalOf(rows, 'part'), totalOf(rows, 'whole')];
  if (part === 0) return [];
  const landed = await readRows(
    engine,
    { currency: 'text?', all_minor: 'whole?' },
    'SELECT currency, CAST(sum(value_minor) AS BIGINT) AS all_minor FROM conversion_rows WHERE goal_mask <> 0 GROUP BY currency',
  );
  const money = moneyTexts(rows, 'part_minor', config);
  const known = rows.map((row) => ({
    ...row,
    whole_minor: landed.find((one) => one.currency === row.currency)?.all_minor ?? 0n,
  }));
  // For reversals, the share that matters is that of the landed money; without any money, the share of the reversals.
  const share = shareOf(money === '' ? known : known.map((row) => ({ ...row, part: 0 })));
  const next = businessDay(Math.max(...rows.map(({ last_us }) => last_us)) + dayUs, config.timezone);
  return [
    {
      level: isLarge(share) ? 'warning' : 'note',
      text: `inputs.reversals: ${shareText(part, whole, 'reversals')}${money === '' ? '' : `, ${money},`} are after as_of ${zonedText(as_of_us, config.timezone)} and are left out; --as-of ${next} would include them.`,
      note: { kind: 'late_reversals', part, whole, money, share },
    },
  ];
}
