import type { Config } from '../../config/config.js';
import { type RowIn, readRows } from '../../engines/typed_rows.js';
import { visible } from '../../text/printable.js';
import type { Checked } from './checked.js';
import { type Finding, moneyTexts, shareText } from './findings.js';
import { isLarge, shareOf, totalOf } from './shares.js';

const shownGoals = 8;

/** Conversions that match no goal, by their value of goal. */
const nameShape = { goal: 'text?', currency: 'text?', conversions: 'number', minor: 'whole?' } as const;

/** Conversions that match no goal, by their value of goal: otherwise a renamed event or state would look like a decline. */
export async function noGoalFindings({ engine, config }: Checked): Promise<Finding[]> {
  const all = await readRows(
    engine,
    { currency: 'text?', whole: 'number', whole_minor: 'whole?', part: 'number', part_minor: 'whole?' },
    `SELECT currency, count(*) AS whole, CAST(sum(value_minor) AS BIGINT) AS whole_minor,
      sum(CASE WHEN goal_mask = 0 THEN 1 ELSE 0 END) AS part, CAST(sum(CASE WHEN goal_mask = 0 THEN value_minor END) AS BIGINT) AS part_minor
    FROM conversion_rows GROUP BY currency ORDER BY currency`,
  );
  const [part, whole] = [totalOf(all, 'part'), totalOf(all, 'whole')];
  if (part === 0) return [];
  const names = await readRows(
    engine,
    nameShape,
    `SELECT goal, currency, count(*) AS conversions, CAST(sum(value_minor) AS BIGINT) AS minor
    FROM conversion_rows WHERE goal_mask = 0 GROUP BY goal, currency ORDER BY conversions DESC, goal, currency LIMIT ${shownGoals + 1}`,
  );
  const money = moneyTexts(all, 'part_minor', config);
  const near = names.filter((row) => isNear(row.goal ?? '', config));
  const share = shareOf(all);
  const first = names.slice(0, shownGoals);
  const list = first.map((row) => nameText(row, config));
  const isMore = names.length > shownGoals;
  const more = isMore ? ', and more' : '';
  const doubt =
    near.length === 0
      ? ''
      : ` Almost a goal: ${near.map((row) => JSON.stringify(visible(String(row.goal)))).join(', ')}.`;
  return [
    {
      level: isLarge(share) || near.length > 0 ? 'warning' : 'note',
      text: `${shareText(part, whole, 'conversions')}${money === '' ? '' : `, ${money},`} match no goal: ${list.join(', ')}${more}.${doubt}`,
      hint: 'Add the values to goals.*.match, or give them their own goal; ignore this if they are not results.',
      note: {
        kind: 'no_goal',
        ...{ part, whole, money, share },
        names: first.map((row) => ({
          name: row.goal,
          count: row.conversions,
          money: moneyTexts([row], 'minor', config),
        })),
        more: isMore,
      },
    },
  ];
}

/** `"order " (1, 30.00 CNY)` */
function nameText(row: RowIn<typeof nameShape>, config: Config): string {
  const money = moneyTexts([row], 'minor', config);
  const name = row.goal === null ? '(empty)' : JSON.stringify(visible(row.goal));
  return `${name} (${row.conversions}${money === '' ? '' : `, ${money}`})`;
}

/** Whether a value differs from one that a goal matches only in case, width and blanks. */
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
