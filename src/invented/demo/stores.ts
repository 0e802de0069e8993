import { stream, unit } from '../../statistics/random.js';

/** The groups of 48 stores: small, similar, and numerous enough for a meaningful trial. */
export const store_ids: readonly string[] = Array.from(
  { length: 48 },
  (_, i) => `08${String(i + 1).padStart(2, '0')}`,
);

const cities = [
  ['Hangzhou', '杭州'],
  ['Nanjing', '南京'],
  ['Suzhou', '苏州'],
  ['Wuhan', '武汉'],
  ['Changsha', '长沙'],
  ['Chengdu', '成都'],
  ['Xiamen', '厦门'],
  ['Qingdao', '青岛'],
] as const;

/** The rows of the store groups for the table of groups. */
export const storeRows: string = store_ids
  .map((group_id, i) => {
    const [en, zh] = cities[i % cities.length] as (typeof cities)[number];
    const number = Math.floor(i / cities.length) + 1;
    const operator = `op${Math.floor(i / 12) + 1}`;
    return `${group_id} | store | stores | wecom | ${operator} | | 2026-03-02 | | 200 | 42 | .25 | 45/42/13 | 1.0 | 1.0 | .04 | Store ${en} ${number} | ${zh}门店${number}群`;
  })
  .join('\n');

const drawn: ReadonlySet<string> = new Set(
  store_ids
    .map((group_id) => ({ group_id, order: unit(stream(16, group_id)) }))
    .toSorted((a, b) => a.order - b.order)
    .slice(0, store_ids.length / 2)
    .map(({ group_id }) => group_id),
);

/** The stores, assigned at random on one day: the half that got tactic T16, and the half that was held out. */
export const store_draw = {
  treated: store_ids.filter((group_id) => drawn.has(group_id)),
  holdout: store_ids.filter((group_id) => !drawn.has(group_id)),
};
