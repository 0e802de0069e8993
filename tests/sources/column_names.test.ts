/** Names that every object of the language has are no columns, unless a file has them. */
import { describe, expect, it } from 'vitest';
import { refusalOf, withSources } from './loaded.js';

const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

function project(header: string, where: string, match: string): Record<string, string> {
  return {
    'a.csv': 'activity_id,ts,group_id,member_id,kind\na1,2026-11-01 10:00:00,g1,u1,link_click\n',
    'c.csv': `conversion_id,ts,user_id,goal,${header}\nc1,2026-11-02 10:00:00,u1,order,x\nc2,2026-11-02 11:00:00,u1,order,y\n`,
    'grouplift.yaml': `timezone: UTC
inputs:
  activities: { files: a.csv }
  conversions: { files: c.csv${where} }
  identities: same
goals:
  - { name: order, match: { ${match} }, window_days: 7 }
`,
  };
}

describe.each(names)('%s', (name) => {
  it('is a column that there is not', async () => {
    for (const [where, match] of [
      [`, where: { ${name}: x }`, 'goal: order'],
      ['', `${name}: x`],
    ] as const) {
      const { code, text } = await refusalOf(project('other', where, match));
      expect([code, text]).toEqual([2, expect.stringContaining(`there is no column "${name}"; found`)]);
    }
    const missing = await refusalOf(project('other', `, columns: { user_id: ${name} }`, 'goal: order'));
    expect([missing.code, missing.text]).toEqual([3, expect.stringContaining(`the column "${name}"`)]);
  });

  it('is a column like any other if the file has it', async () => {
    const matched = await withSources(project(name, '', `${name}: x`), (engine) =>
      engine.rows('SELECT conversion_id, goal_mask FROM in_conversions ORDER BY conversion_id'),
    );
    expect(matched.map(({ conversion_id, goal_mask }) => [conversion_id, Number(goal_mask)])).toEqual([
      ['c1', 1],
      ['c2', 0],
    ]);
    const kept = await withSources(project(name, `, where: { ${name}: y }`, 'goal: order'), (engine) =>
      engine.rows('SELECT conversion_id FROM in_conversions'),
    );
    expect(kept).toEqual([{ conversion_id: 'c2' }]);
  });
});
