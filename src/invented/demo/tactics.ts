import { at, day_s } from './clock.js';
import { rows } from './rows.js';
import { store_draw } from './stores.js';

export interface Tactic {
  readonly tactic_id: string;
  readonly kind: string;
  /** as written in the calendar: a date, or a date and a time */
  readonly starts_at: string;
  /** as written in the calendar: a date includes that day */
  readonly ends_at: string;
  readonly starts_s: number;
  readonly ends_s: number;
  readonly cost: string;
  readonly hours: string;
  readonly goal: string;
  readonly operator: string;
  readonly groups: readonly string[];
  readonly holdout: readonly string[];
  /** share of the members present who take part */
  readonly rate: number;
  /** planted truth: the chance that taking part brings one order that would not have been placed otherwise */
  readonly effect: number;
  /** promo code of the tactic, or null */
  readonly code: string | null;
  readonly name: { readonly en: string; readonly zh: string };
}

const core = '0101 0102 0103 0104';
const split_core = '0101 0102 0104 0107 0108';
const everywhere = `${split_core} 0105 0106 0201 0202 0203 0301 0302 0303 0401 0402 0403 0404 0501 0502 0503 0601 0602 0701`;

const table = `
tactic_id | kind         | starts           | ends             | cost  | hours | goal     | operator | groups                        | holdout                                 | rate | effect | code     | en | zh
T01       | link_drop    | 2026-08-17       | 2026-08-19       | 0     | 6     | order    | op1      | ${core}                       |                                         | .14  | .06    |          | Autumn serum link | 秋季精华上新链接
T02       | red_envelope | 2026-08-19 20:00 | 2026-08-19 22:00 | 3000  | 8     | order    | op1      | ${core} 0106 0404             |                                         | .36  | 0      |          | Qixi red envelopes | 七夕红包雨
T03       | survey       | 2026-08-31       | 2026-09-06       | 400   | 10    | order    | op4      | 0105 0201 0202 0203           |                                         | .24  | .10    |          | Skin type survey | 肤质小调查
T04       | activity     | 2026-09-07       | 2026-09-27       | 2600  | 62    |          | op3      | 0106 0101 0301 0302 0303      |                                         | .26  | 0      |          | 21-day skincare diary | 21天护肤打卡
T05       | fission      | 2026-09-12       | 2026-10-04       | 5200  | 34    | register | op2      | 0401 0402 0403                |                                         | 0    | 0      | TAORAN5  | Bring a friend, get a gift | 老带新有礼
T06       | red_envelope | 2026-09-25 20:00 | 2026-09-25 22:00 | 3600  | 8     | order    | op1      | ${core} 0201 0202 0203 0106   |                                         | .38  | .03    |          | Mid-Autumn red envelopes | 中秋红包
T07       | activity     | 2026-10-01       | 2026-10-07       | 1800  | 26    | order    | op1      | ${core} 0401 0402 0404        |                                         | .14  | .02    |          | National Day photo draw | 国庆晒单抽奖
T08       | link_drop    | 2026-10-10       | 2026-10-11       | 0     | 3     | order    | op3      | 0301 0302 0303 0106           |                                         | .16  | 0      |          | Back-to-campus set link | 校园开学套装链接
T09       | link_drop    | 2026-10-19       | 2026-10-25       | 900   | 9     | order    | op2      | 0101 0105 0106 0107 0202 0301 0303 0401 | 0102 0104 0108 0201 0203 0302 0402 0404 | .22 | .16 | 0088 | Trial-size set, first wave | 小样体验装首发
T10       | split        | 2026-10-12 10:00 | 2026-10-12 12:00 | 0     | 12    | order    | op1      | 0103 0107 0108                |                                         | 0    | 0      |          | Split of Skincare Club 3 | 护肤研究所3群拆分
T11       | campaign     | 2026-10-31       | 2026-11-11       | 6000  | 56    | order    | op4      | ${everywhere}                 |                                         | .20  | .03    |          | 11.11 campaign | 双11大促
T12       | live         | 2026-11-05       | 2026-11-05       | 12000 | 40    | order    | op4      | 0501 0502 0503 0601           |                                         | .26  | .18    | SUKE20   | Su Ke live stream | 苏可直播专场
T13       | red_envelope | 2026-11-10 20:00 | 2026-11-10 22:00 | 2400  | 5     | order    | op4      | 0105 0201 0202 0102           |                                         | .46  | .34    | HB1111   | 11.11 red envelope, with coupon | 双11加码红包（满减券）
T14       | activity     | 2026-11-12       | 2026-11-14       | 900   | 22    |          | op3      | 0106 0301                     |                                         | .30  | 0      |          | Idiom chain nights | 成语接龙夜场
T15       | activity     | 2026-09-02       | 2026-11-30       | 1500  | 28    | order    | op2      | 0105                          |                                         | .34  | .22    | LIN10    | Ask the skin doctor | 敏感肌专家答疑
T16       | link_drop    | 2026-10-19       | 2026-11-15       | 2600  | 18    | order    | op2      | ${store_draw.treated.join(' ')} | ${store_draw.holdout.join(' ')} | .5   | .38    |          | Store coupon trial | 门店券（抽签试验）
`;

/** The tactics calendar, with the truth planted in each tactic. */
export const tactics: readonly Tactic[] = rows<Column>(table).map((row) => ({
  tactic_id: row.tactic_id,
  kind: row.kind,
  starts_at: row.starts,
  ends_at: row.ends,
  starts_s: at(row.starts),
  ends_s: at(row.ends) + (row.ends.includes(' ') ? 0 : day_s),
  cost: row.cost,
  hours: row.hours,
  goal: row.goal,
  operator: row.operator,
  groups: row.groups.split(' '),
  holdout: row.holdout ? row.holdout.split(' ') : [],
  rate: Number(row.rate),
  effect: Number(row.effect),
  code: row.code || null,
  name: { en: row.en, zh: row.zh },
}));

type Column =
  | ('tactic_id' | 'kind' | 'starts' | 'ends' | 'cost' | 'hours' | 'goal' | 'operator' | 'groups')
  | ('holdout' | 'rate' | 'effect' | 'code' | 'en' | 'zh');

export function tacticOf(tactic_id: string): Tactic {
  return tactics.find((tactic) => tactic.tactic_id === tactic_id) as Tactic;
}
