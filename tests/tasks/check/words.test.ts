/** Words that decide figures are known ones, or it is said which are not: another writing never changes a figure in silence. */
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, type Files, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const base = {
  'activities.csv': `ts,group_id,kind,member_id,role
2026-03-01 09:00:00,g1,link_click,m1,member
2026-03-01 10:00:00,g2,Link Click,m2,member
2026-03-01 11:00:00,g2,ｌｉｎｋ-click,m2,Bot
2026-03-01 12:00:00,g2,message,m1,member
`,
  'orders.csv': `conversion_id,ts,user_id,goal,value
1,2026-03-02 10:00:00,u1,order,10.00
2,2026-03-02 11:00:00,u2,order,20.00
`,
  'ids.csv': 'member_id,user_id\nm1,u1\nm2,u2\n',
  'groups.csv': 'group_id,name,type\ng1,One,group\ng2,Two,Group\n',
  'tactics.csv': 'tactic_id,kind,starts_at\nt1,envelope,2026-03-01\n',
} satisfies Files;

function project(inputs: string, more: Files = {}): Files {
  return {
    ...base,
    'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  conversions: orders.csv
  identities: ids.csv
${inputs}
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
attribution: { models: [last_touch] }
`,
    ...more,
  };
}

async function said(files: Files) {
  const folder = writeProject(files);
  const [checked, ran] = [await commandIn(folder, ['check']), await runIn(folder)];
  return { check: [checked.code, checked.stdout], run: [ran.code, ran.stderr], ran } as const;
}

describe('words in another writing', () => {
  it('of kinds and roles are said with their rows, and the mapping that is named makes them count', async () => {
    const { check, run } = await said(project('  activities: activities.csv'));
    expect(check[0]).toBe(0);
    expect(check[1]).toContain(
      'the kind of 2 of 4 activities (50 %) differs from a known one only in case, width, blanks or hyphens, and does not count as it: "Link Click" (1), "ｌｉｎｋ-click" (1).',
    );
    expect(check[1]).toContain('the role of 1 of 4 activities (25 %)');
    expect(run).toEqual([0, expect.stringContaining('the kind of 2 of 4 activities')]);

    const [, values] = /inputs\.activities\.values: (\{ kind: .* \})\./.exec(String(check[1])) ?? [];
    const mapped = await said(project(`  activities: { files: activities.csv, values: ${values} }`));
    expect(mapped.check[1]).not.toContain('the kind of');
    const credit = await mapped.ran.rows(
      "SELECT group_id, value FROM {group_credit} WHERE conversions > 0 AND group_id <> '(unattributed)' ORDER BY group_id",
    );
    // one order after the click of its buyer in g1, the other after the clicks of its buyer in g2
    expect(credit).toEqual([
      { group_id: 'g1', value: 10 },
      { group_id: 'g2', value: 20 },
    ]);
  });

  it('of words that `values` maps are said too, with what they would mean', async () => {
    const activities = base['activities.csv']
      .replace('Link Click', '点击 ')
      .replace('ｌｉｎｋ-click', '点击');
    const { check, run } = await said(
      project('  activities: { files: activities.csv, values: { kind: { 点击: link_click } } }', {
        'activities.csv': activities,
      }),
    );
    const sentence =
      'the kind of 1 of 4 activities (25 %) differs from a known one only in case, width, blanks or hyphens, and does not count as it: "点击 " (1).';
    expect(check[1]).toContain(sentence);
    expect(check[1]).toContain('{ kind: { "点击 ": link_click } }');
    expect(run).toEqual([0, expect.stringContaining(sentence)]);
  });

  it('of types of groups and kinds of tactics are two words, and said to be', async () => {
    const { check } = await said(project('  activities: activities.csv\n  groups: groups.csv'));
    expect(check[1]).toContain(
      'inputs.groups: words of type that differ only in case, width, blanks or hyphens count as different: "Group" (1), "group" (1).',
    );
  });

  it.each(['hold-out', 'holdout\u3000', 'Control', '对照组', '0'])(
    'of arms (%s) stop check and run',
    async (arm) => {
      const inputs = '  activities: activities.csv\n  tactics: tactics.csv\n  tactic_groups: arms.csv';
      const { check, run } = await said(
        project(inputs, { 'arms.csv': `tactic_id,group_id,arm\nt1,g1,treated\nt1,g2,${arm}\n` }),
      );
      expect([check[0], run[0]]).toEqual([3, 3]);
      const sentence = `the arm of 1 of 2 rows (50 %) is neither treated nor holdout: "${arm}" (1)`;
      expect(check[1]).toContain(sentence);
      expect(run[1]).toContain(sentence);
      if (arm !== '0') expect(check[1]).toMatch(/values: \{ arm: \{ .*: holdout \} \}/);
    },
  );

  it('of arms that differ by case or blanks alone are those arms', async () => {
    const inputs = '  activities: activities.csv\n  tactics: tactics.csv\n  tactic_groups: arms.csv';
    const arms = (treated: string, heldOut: string) =>
      said(project(inputs, { 'arms.csv': `tactic_id,group_id,arm\nt1,g1,${treated}\nt1,g2,${heldOut}\n` }));
    for (const [treated, heldOut] of [
      ['treated', 'holdout'],
      ['Treated', 'HOLDOUT'],
      ['TREATED ', ' Holdout '],
    ] as const) {
      const { ran } = await arms(treated, heldOut);
      expect(ran.code).toBe(0);
      expect(await ran.rows('SELECT group_id, arm FROM {tactic_groups} ORDER BY group_id')).toEqual([
        { group_id: 'g1', arm: 'treated' },
        { group_id: 'g2', arm: 'holdout' },
      ]);
    }
  });

  it('of metrics and periods of targets are said to be left out', async () => {
    const targets =
      'node,period,target,metric\nall,2026-03,9,Order:conversions\nall,2025-W53,9,order:value\nall,2026年3月,9,order:value\nall,2026,9,\n';
    const { check } = await said(
      project('  activities: activities.csv\n  targets: targets.csv', { 'targets.csv': targets }),
    );
    expect(check[1]).toContain('the metric of 1 of 3 targets (33 %)');
    expect(check[1]).toContain('"Order:conversions" (1)');
    expect(check[1]).toContain('the period of 2 of 4 targets (50 %)');
    expect(check[1]).toContain('"2026年3月" (1)');
  });
});
