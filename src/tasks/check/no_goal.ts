import type { Config } from '../../config/config.js';
import type { Row } from '../../engines/engine.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, moneyTexts, shareText } from './findings.js';
import { isLarge, shareOf } from './shares.js';

const shownGoals = 8;

/** Conversions that no goal wants, by their value of goal: a renamed event or state would else be a fall. */
export async function noGoalFindings({ engine, config }: Checked): Promise<Finding[]> {
  const all =
    await engine.rows(`SELECT currency, count(*) AS conversions, CAST(sum(value_minor) AS BIGINT) AS minor,
    sum(CASE WHEN goal_mask = 0 THEN 1 ELSE 0 END) AS part, CAST(sum(CASE WHEN goal_mask = 0 THEN value_minor END) AS BIGINT) AS part_minor
    FROM conversion_rows GROUP BY currency ORDER BY currency`);
  const [part, whole] = [total(all, 'part'), total(all, 'conversions')];
  if (part === 0) return [];
  const names =
    await engine.rows(`SELECT goal, currency, count(*) AS conversions, CAST(sum(value_minor) AS BIGINT) AS minor
    FROM conversion_rows WHERE goal_mask = 0 GROUP BY goal, currency ORDER BY conversions DESC, goal, currency LIMIT ${shownGoals + 1}`);
  const money = moneyTexts(all, 'part_minor', config);
  const near = names.filter((row) => isNear(String(row.goal ?? ''), config));
  const share = shareOf(all, {
    part: 'part',
    whole: 'conversions',
    part_minor: 'part_minor',
    whole_minor: 'minor',
  });
  const list = names.slice(0, shownGoals).map((row) => nameText(row, config));
  const more = names.length > shownGoals ? ', and more' : '';
  const doubt =
    near.length === 0
      ? ''
      : ` Nearly a goal: ${near.map((row) => JSON.stringify(visible(String(row.goal)))).join(', ')}.`;
  return [
    {
      level: isLarge(share) || near.length > 0 ? 'warning' : 'note',
      text: `${shareText(part, whole, 'conversions')}${money === '' ? '' : `, ${money},`} match no goal: ${list.join(', ')}${more}.${doubt}`,
      hint: 'Add the values to goals.*.match, or a goal of their own; leave them if they are no results.',
      note: { kind: 'no_goal', part, whole, money, share, names: `${list.join(', ')}${more}` },
    },
  ];
}

/** `"order " (1, 30.00 CNY)` */
function nameText(row: Row, config: Config): string {
  const money = moneyTexts([row], 'minor', config);
  const name = row.goal === null ? '(empty)' : JSON.stringify(visible(String(row.goal)));
  return `${name} (${row.conversions}${money === '' ? '' : `, ${money}`})`;
}

/** Whether a value differs from one that a goal matches by case, width and blanks alone. */
function isNear(goal: string, { goals, inputs }: Config): boolean {
  const names = ['goal', inputs.conversions?.columns.goal ?? 'goal'];
  const wanted = goals.flatMap(({ match }) => names.flatMap((name) => match[name] ?? []));
  return !wanted.includes(goal) && wanted.some((one) => plain(one) === plain(goal));
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}_-]+/gu, '');
}

function total(rows: readonly Row[], column: string): number {
  return rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
}
