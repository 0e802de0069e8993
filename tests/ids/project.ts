/** A small community whose right numbers are worked out by hand: three members, one click each, in two groups. */
import type { Files, Outcome } from '../black_box.js';
import { commandIn, runIn, writeProject } from '../black_box.js';

const inputs = ['activities', 'conversions', 'identities'];

/** The configuration that reads a CSV file for every one of these tables, besides the three of every run. */
export function configuration(tables: readonly string[] = [], more = ''): string {
  const files = [...inputs, ...tables].map((table) => `  ${table}: ${table}.csv`);
  return `timezone: Asia/Shanghai
currency: CNY
inputs:
${files.join('\n')}
goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
attribution: { models: [last_touch, linear] }
${more}`;
}

/** m1 clicks in g-tea, m2 in g-run, m3 in g-tea, before three orders of 100, 50 and 30. */
export const base: Files = {
  'grouplift.yaml': configuration(),
  'activities.csv': `ts,group_id,kind,member_id
2026-11-01 09:00:00,g-tea,link_click,m1
2026-11-02 09:00:00,g-run,link_click,m2
2026-11-03 09:00:00,g-tea,link_click,m3
`,
  'conversions.csv': `conversion_id,ts,user_id,goal,value
1001,2026-11-05 10:00:00,u1,order,100.00
1002,2026-11-05 11:00:00,u2,order,50.00
1003,2026-11-06 12:00:00,u3,order,30.00
`,
  'identities.csv': 'member_id,user_id\nm1,u1\nm2,u2\nm3,u3\n',
};

export interface Tried {
  readonly run: Outcome;
  /** what `grouplift check` says about the same files */
  readonly check: { readonly code: number; readonly said: string };
}

/** Runs and checks the community with other files. */
export async function tried(files: Files): Promise<Tried> {
  const folder = writeProject({ ...base, ...files });
  const run = await runIn(folder);
  const check = await commandIn(folder, ['check']);
  return { run, check: { code: check.code, said: check.stdout + check.stderr } };
}

/** Net credit by group under a model, as [conversions, value]. */
export async function credited({ run }: Tried, model = 'last_touch'): Promise<Record<string, unknown>> {
  const rows = await run.rows(
    `SELECT group_id, conversions_net, value_net FROM {group_credit} WHERE model = '${model}' AND conversions <> 0 AND group_id <> '(unattributed)'`,
  );
  return Object.fromEntries(rows.map((row) => [row.group_id, [row.conversions_net, row.value_net]]));
}

/** How well one column joins. */
export async function joinOf(
  { run }: Tried,
  reference: string,
): Promise<Record<string, unknown> | undefined> {
  const [row] = await run.rows(
    `SELECT named, lost, near, apart, example, known_id FROM {id_joins} WHERE reference = '${reference}'`,
  );
  return row;
}
