import { businessDay, zonedText } from '../../project/period.js';
import type { Checked } from './checked.js';
import { type Finding, moneyTexts, shareText } from './findings.js';
import { isLarge, shareOf } from './shares.js';

const dayUs = 86_400_000_000;

/** Rows that as_of leaves out: activities by their number, conversions and reversals with their money. */
export async function lateFindings(checked: Checked): Promise<Finding[]> {
  return [
    ...(await lateActivities(checked)),
    ...(await lateConversions(checked)),
    ...(await lateReversals(checked)),
  ];
}

async function lateActivities({ engine, as_of_us }: Checked): Promise<Finding[]> {
  const [row] = await engine.rows(
    `SELECT count(*) AS all_rows, count(CASE WHEN ts_us > ${as_of_us} OR coalesce(ingested_at_us, ts_us) > ${as_of_us} THEN 1 END) AS late FROM in_activities WHERE problem IS NULL`,
  );
  const late = Number(row?.late ?? 0);
  if (late === 0) return [];
  return [
    {
      level: 'warning',
      text: `inputs.activities: ${shareText(late, Number(row?.all_rows), 'rows')} happened or arrived after as_of and are left out.`,
    },
  ];
}

const columns = { part: 'late', whole: 'all_rows', part_minor: 'late_minor', whole_minor: 'all_minor' };

async function lateConversions({ engine, config, as_of_us }: Checked): Promise<Finding[]> {
  const isLate = `greatest(ts_us, coalesce(ingested_at_us, ts_us)) > ${as_of_us}`;
  const rows =
    await engine.rows(`SELECT currency, count(*) AS all_rows, CAST(sum(value_minor) AS BIGINT) AS all_minor, count(CASE WHEN ${isLate} THEN 1 END) AS late,
    CAST(sum(CASE WHEN ${isLate} THEN value_minor END) AS BIGINT) AS late_minor FROM in_conversions
    WHERE problem IS NULL AND is_landed = 1 GROUP BY currency ORDER BY currency`);
  const [part, whole] = [total(rows, 'late'), total(rows, 'all_rows')];
  if (part === 0) return [];
  const money = moneyTexts(rows, 'late_minor', config);
  return [
    {
      level: 'warning',
      text: `inputs.conversions: ${shareText(part, whole, 'rows')}${money === '' ? '' : `, ${money},`} happened or arrived after as_of and are left out.`,
      note: { kind: 'late_conversions', part, whole, money, share: shareOf(rows, columns) },
    },
  ];
}

/** Reversals after as_of with the money they would take back; one without a value would take all of its conversion. */
async function lateReversals({ engine, config, as_of_us }: Checked): Promise<Finding[]> {
  if (config.inputs.reversals === undefined) return [];
  const isLate = `r.ts_us > ${as_of_us}`;
  const rows =
    await engine.rows(`SELECT coalesce(c.currency, r.currency) AS currency, count(*) AS all_rows, count(CASE WHEN ${isLate} THEN 1 END) AS late,
    max(r.ts_us) AS last_us, CAST(sum(CASE WHEN ${isLate} THEN coalesce(r.value_minor, c.value_minor) END) AS BIGINT) AS late_minor
    FROM in_reversals r LEFT JOIN conversion_rows c ON c.conversion_id = r.conversion_id
    WHERE r.problem IS NULL GROUP BY coalesce(c.currency, r.currency) ORDER BY currency`);
  const [part, whole] = [total(rows, 'late'), total(rows, 'all_rows')];
  if (part === 0) return [];
  const landed = await engine.rows(
    'SELECT currency, CAST(sum(value_minor) AS BIGINT) AS all_minor FROM conversion_rows WHERE goal_mask <> 0 GROUP BY currency',
  );
  const money = moneyTexts(rows, 'late_minor', config);
  const known = rows.map((row) => ({
    ...row,
    all_minor: landed.find((one) => one.currency === row.currency)?.all_minor ?? 0,
  }));
  // Of reversals the share that matters is that of the landed money; without any money, that of the reversals.
  const share = shareOf(money === '' ? known : known.map((row) => ({ ...row, late: 0 })), columns);
  const next = businessDay(Math.max(...rows.map((row) => Number(row.last_us))) + dayUs, config.timezone);
  return [
    {
      level: isLarge(share) ? 'warning' : 'note',
      text: `inputs.reversals: ${shareText(part, whole, 'reversals')}${money === '' ? '' : `, ${money},`} lie after as_of ${zonedText(as_of_us, config.timezone)} and are left out; --as-of ${next} takes them in.`,
      note: { kind: 'late_reversals', part, whole, money, share },
    },
  ];
}

function total(rows: readonly Record<string, unknown>[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
}
