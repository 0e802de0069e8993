/** Rows of one conversion id against a plain computation of our own: every way, random rows, files and orders. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { commandIn, type Files, type Outcome, removeProjects, runIn, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const activities =
  'ts,group_id,kind,member_id\n2026-03-01 09:00:00,g1,link_click,m1\n2026-03-01 09:00:00,g2,link_click,m2\n';
const ids = 'member_id,user_id\nm1,u1\nm2,u2\n';

/** A project whose conversions are these files, in this order, with these keys. */
function project(files: Readonly<Record<string, string>>, keys: string, list?: string, more = ''): Files {
  return {
    ...files,
    'activities.csv': activities,
    'ids.csv': ids,
    'grouplift.yaml': `timezone: UTC
currency: CNY
inputs:
  activities: activities.csv
  conversions: { files: ${list ?? JSON.stringify(Object.keys(files))}${keys === '' ? '' : `, ${keys}`} }
  identities: ids.csv
${more}goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true }
attribution: { models: [last_touch] }
`,
  };
}

const header = 'conversion_id,ts,user_id,goal,value';
const order = (id: string, value: string, second = 0, user = 'u1', goal = 'order') =>
  `${id},2026-03-02 10:00:0${second},${user},${goal},${value}`;
const csv = (rows: readonly string[], head = header) => `${[head, ...rows].join('\n')}\n`;

/** What landed: conversions and money of the whole source. */
async function landed(outcome: Outcome): Promise<[number, number]> {
  expect([outcome.code, outcome.stderr.match(/^error.*/m)]).toEqual([0, null]);
  const [row] = await outcome.rows('SELECT source_total, value_source_total FROM {reconciliation}');
  return [Number(row?.source_total), Number(row?.value_source_total)];
}

const run = async (files: Files) => runIn(writeProject(files));

describe('rows of one id', () => {
  const lines = csv([order('1', '60.00'), order('1', '40.00'), order('1', '25.00'), order('2', '50.00')]);

  it('differ: refused by both with the money and the three ways out', async () => {
    const folder = writeProject(project({ 'o.csv': lines }, ''));
    const [checked, ran] = [await commandIn(folder, ['check']), await runIn(folder)];
    expect([checked.code, ran.code, ran.published]).toEqual([3, 3, false]);
    for (const said of [checked.stdout, ran.stderr])
      expect(said).toMatch(/1 conversion id \(125\.00 CNY in 3 rows\) had rows with different contents/);
    expect(ran.stderr).toMatch(
      /hint: .*on_conflict: sum.*key: \[conversion_id, \.\.\.\] with the column that says which line of the order a row is/,
    );
  });

  it('differ: the hint names a column of the file that tells them apart, and works', async () => {
    const rows = ['茶,60.00', '杯,40.00'].map((row) => `1,2026-03-02 10:00:00,u1,order,${row}`);
    const files = (keys: string) =>
      project({ 'o.csv': csv(rows, 'conversion_id,ts,user_id,goal,商品,value') }, keys);
    const { stderr } = await run(files(''));
    const [key = ''] = /key: \[[^\]]*\]/.exec(stderr) ?? [];
    expect(key).toBe('key: [conversion_id, 商品]');
    const outcome = await run(files(key));
    const [row] = await outcome.rows('SELECT count(*) AS n, sum(value_minor) AS v FROM {results}');
    expect([Number(row?.n), Number(row?.v)]).toEqual([2, 10000]);
  });

  it('are lines: added up, the same lines of an overlapping export once', async () => {
    const outcome = await run(
      project({ 'a.csv': lines, 'b.csv': `${lines}${order('3', '1.00')}\n` }, 'on_conflict: sum'),
    );
    expect(await landed(outcome)).toEqual([3, 176]);
    expect(outcome.stderr).toMatch(
      /note: .*1 conversion id came in 3 rows; their rows are summed: 125\.00 CNY of 125\.00 CNY are counted \(1; table conflicts\)/,
    );
    expect(await outcome.rows('SELECT * FROM {conflicts}')).toEqual([
      {
        conversion_id: '1',
        rule: 'sum',
        versions: 3,
        row_count: 3,
        currency: null,
        rows_minor: 12500,
        value_minor: 12500,
      },
    ]);
  });

  it('are equal in one file: two lines under sum, one under latest, else a conflict', async () => {
    const twins = csv([order('1', '40.00'), order('1', '40.00')]);
    expect(await landed(await run(project({ 'o.csv': twins }, 'on_conflict: sum')))).toEqual([1, 80]);
    expect(await landed(await run(project({ 'o.csv': twins }, 'on_conflict: latest')))).toEqual([1, 40]);
    const refused = await run(project({ 'o.csv': twins }, ''));
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('1 (40.00 CNY, 40.00 CNY)')]);
  });

  it('are equal in two files: one row, no conflict', async () => {
    const one = csv([order('1', '40.00')]);
    expect(
      await landed(
        await run(project({ 'a.csv': one, 'b.csv': csv([order('1', '40.00'), order('2', '1.00')]) }, '')),
      ),
    ).toEqual([2, 41]);
  });

  it('are versions: the order of the list decides, never the names, and never the time of the row', async () => {
    const files = { '1-new.csv': csv([order('1', '80.00', 0)]), '2-old.csv': csv([order('1', '100.00', 5)]) };
    const list = (names: string) => project(files, 'on_conflict: latest', names);
    expect(await landed(await run(list('[2-old.csv, 1-new.csv]')))).toEqual([1, 80]);
    expect(await landed(await run(list('[1-new.csv, 2-old.csv]')))).toEqual([1, 100]);
    expect(await landed(await run(project(files, 'on_conflict: first', '[1-new.csv, 2-old.csv]')))).toEqual([
      1, 80,
    ]);
    for (const folder of [
      list('"*-*.csv"'),
      project({ 'o.csv': csv([order('1', '1.00'), order('1', '2.00')]) }, 'on_conflict: latest'),
    ]) {
      const refused = await run(folder);
      expect([refused.code, refused.stderr]).toEqual([
        3,
        expect.stringMatching(/no order to apply .*\n.*List the files one by one, oldest first/),
      ]);
    }
  });

  it('a content that comes back later in the list is the latest', async () => {
    const old = csv([order('1', '100.00')]);
    const files = { 'a.csv': old, 'b.csv': csv([order('1', '80.00')]), 'c.csv': old };
    expect(await landed(await run(project(files, 'on_conflict: latest')))).toEqual([1, 100]);
    expect(await landed(await run(project(files, 'on_conflict: first')))).toEqual([1, 100]);
  });

  it('with ingested_at: the newest, whatever the file; rows that arrived at once are a conflict', async () => {
    const head = `${header},ingested_at`;
    const at = (value: string, day: number) => `${order('1', value)},2026-03-0${day} 00:00:00`;
    const files = {
      'a.csv': csv([at('80.00', 5)], head),
      'b.csv': csv([at('100.00', 4), `${order('9', '1.00')},2026-03-06 00:00:00`], head),
    };
    expect(await landed(await run(project(files, '')))).toEqual([2, 81]);
    const tied = await run(
      project(
        { 'a.csv': csv([at('80.00', 5), at('20.00', 5), `${order('9', '1.00')},2026-03-06 00:00:00`], head) },
        '',
      ),
    );
    expect([tied.code, tied.stderr]).toEqual([3, expect.stringContaining('100.00 CNY in 2 rows')]);
  });

  it.each(['', 'on_conflict: sum', 'on_conflict: first', 'on_conflict: latest', 'on_conflict: error'])(
    'of another user or goal are never merged (%s); a key of two columns takes them',
    async (keys) => {
      const files = {
        'registrations.csv': csv([
          '1,2026-03-02 09:00:00,u1,register,',
          '2,2026-03-02 09:00:00,u2,register,',
        ]),
        'orders.csv': csv([order('1', '100.00', 0, 'u2'), order('2', '50.00', 0, 'u2')]),
      };
      const more = '  - { name: register, match: { goal: register }, window_days: 30 }\nattribution';
      const withGoal = (keyed: string) => {
        const made = project(files, keyed);
        return { ...made, 'grouplift.yaml': String(made['grouplift.yaml']).replace('attribution', more) };
      };
      const refused = await run(withGoal(keys));
      expect(refused.code).toBe(3);
      expect(refused.stderr).toMatch(/1 \(.*order of u2.*\).*\n.*key: \[goal, conversion_id\]/);
      const taken = await run(withGoal(['key: [goal, conversion_id]', keys].filter(Boolean).join(', ')));
      expect(taken.code).toBe(0);
      expect(await taken.rows('SELECT goal, source_total FROM {reconciliation} ORDER BY goal')).toEqual([
        { goal: 'order', source_total: 2 },
        { goal: 'register', source_total: 2 },
      ]);
    },
  );

  it('two shops with the same order number have two orders; ids that only look alike stay separate', async () => {
    const rows = ['A,1,u1,10.00', 'B,1,u2,20.00', 'A/1,1,u1,40.00', 'A,1/1,u1,80.00'].map((row) => {
      const [shop, id, user, value] = row.split(',');
      return `${shop},${id},2026-03-02 10:00:00,${user},order,${value}`;
    });
    const files = { 'o.csv': csv(rows, 'shop,order_no,ts,user_id,goal,value') };
    const outcome = await run(project(files, 'columns: { conversion_id: order_no }, key: [shop, order_no]'));
    expect(await landed(outcome)).toEqual([4, 150]);
  });
});

describe('reversals of a key', () => {
  const head = 'order_no,line,ts,user_id,goal,value';
  const rows = ['1,1', '1,2', '2,1'].map(
    (key, at) => `${key},2026-03-02 10:00:00,u1,order,${[60, 40, 50][at]}.00`,
  );
  const keys = 'columns: { conversion_id: order_no }, key: [order_no, line]';
  const net = async (reversals: readonly string[], named = 'conversion_id', keyed = '') => {
    const files = project(
      { 'o.csv': csv(rows, head) },
      keys,
      undefined,
      `  reversals: { files: r.csv${keyed} }\n`,
    );
    const outcome = await run({ ...files, 'r.csv': csv(reversals, `${named},ts,value`) });
    expect(outcome.code).toBe(0);
    const [row] = await outcome.rows(
      'SELECT sum(conversions_net) AS n, sum(value_net) AS v FROM {group_credit}',
    );
    return [Number(row?.n), Number(row?.v)];
  };
  const on = '2026-03-02 10:00:00';

  it('one that names the order: all its lines, or its money from one line after the other', async () => {
    expect(await net([`1,${on},`])).toEqual([1, 50]);
    expect(await net([`1,${on},70.00`])).toEqual([2, 80]);
    expect(await net([`1,${on},30.00`, `1,${on},30.00`])).toEqual([2, 90]);
    expect(await net([`1,${on},500.00`])).toEqual([1, 50]);
  });

  it('one that names the line: that line, by its whole id or by the same key', async () => {
    expect(await net([`1/2,${on},`])).toEqual([2, 110]);
    expect(
      await net(
        [`1,2,${on},`],
        'order_no,line',
        ', columns: { conversion_id: order_no }, key: [order_no, line]',
      ),
    ).toEqual([2, 110]);
  });

  it('one with an empty line names the order', async () => {
    const keyed = ', columns: { conversion_id: order_no }, key: [order_no, line]';
    // 60 + 40 + 50: 70 of order 1, then line 1 of order 2 whole
    expect(await net([`1,,${on},70.00`, `2,1,${on},`], 'order_no,line', keyed)).toEqual([1, 30]);
  });

  it('explain accepts the order id for its lines', async () => {
    const folder = writeProject(project({ 'o.csv': csv(rows, head) }, keys));
    const { code, stdout } = await commandIn(folder, ['explain', '1']);
    expect(code).toBe(0);
    expect(stdout.match(/^conversion .*$/gm)).toEqual(['conversion 1/1', 'conversion 1/2']);
    expect((await commandIn(folder, ['explain', '2/1'])).stdout).toContain('conversion 2/1');
  });

  it('one that could be of two people is refused', async () => {
    const shops = csv(
      [`A,1,${on},u1,order,10.00`, `B,1,${on},u2,order,20.00`],
      'shop,order_no,ts,user_id,goal,value',
    );
    const files = project(
      { 'o.csv': shops },
      'columns: { conversion_id: order_no }, key: [shop, order_no]',
      undefined,
      '  reversals: r.csv\n',
    );
    const outcome = await run({ ...files, 'r.csv': csv([`1,${on},`], 'conversion_id,ts,value') });
    expect([outcome.code, outcome.stderr]).toEqual([
      3,
      expect.stringMatching(
        /1 reversal .* several users or goals: 1\.\n.*inputs\.reversals\.key: \[shop, order_no\]/,
      ),
    ]);
  });
});

interface Line {
  readonly id: number;
  readonly value: number;
  readonly file: number;
}

/** The plain rule: value by id, or null where the input must be refused. */
function expected(lines: readonly Line[], mode: string, list: readonly number[]): Map<number, number> | null {
  const result = new Map<number, number>();
  for (const id of new Set(lines.map((line) => line.id))) {
    const mine = lines.filter((line) => line.id === id);
    const values = [...new Set(mine.map((line) => line.value))];
    const most = (value: number) =>
      Math.max(
        ...list.map((file) => mine.filter((line) => line.value === value && line.file === file).length),
      );
    if (mode === 'sum') {
      result.set(
        id,
        values.reduce((sum, value) => sum + value * most(value), 0),
      );
      continue;
    }
    if (mode === 'error' || mode === '') {
      const twice = values.some((value) => value > 0 && most(value) > 1);
      if (values.length > 1 || twice) return null;
      result.set(id, values[0] ?? 0);
      continue;
    }
    const files = mode === 'latest' ? [...list].reverse() : [...list];
    const chosen = files.find((file) => mine.some((line) => line.file === file));
    const standing = new Set(mine.filter((line) => line.file === chosen).map((line) => line.value));
    if (standing.size > 1) return null;
    result.set(id, [...standing][0] ?? 0);
  }
  return result;
}

describe('random rows in random files', () => {
  const worlds = Number(process.env.WORLDS ?? 12);
  const world_ms = 30_000;
  const line = fc.record({
    id: fc.integer({ min: 1, max: 3 }),
    value: fc.constantFrom(0, 10, 10, 25),
    file: fc.integer({ min: 0, max: 2 }),
  });
  const world = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 7 }),
    mode: fc.constantFrom('', 'sum', 'latest', 'first', 'error'),
    list: fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 }),
  });

  it(
    'give what the plain rule gives',
    async () => {
      await fc.assert(
        fc.asyncProperty(world, async ({ lines, mode, list }) => {
          // A row of its own in every file keeps two of them from being the same file.
          const files = Object.fromEntries(
            list.map((file) => [
              `f${file}.csv`,
              csv([
                ...lines
                  .filter((row) => row.file === file)
                  .map((row) => order(String(row.id), `${row.value}.00`)),
                order(`own${file}`, '1.00'),
              ]),
            ]),
          );
          const outcome = await run(project(files, mode === '' ? '' : `on_conflict: ${mode}`));
          const want = expected(lines, mode, list);
          if (want === null) {
            expect([outcome.code, outcome.published]).toEqual([3, false]);
            return;
          }
          const sum = [...want.values()].reduce((a, b) => a + b, 0);
          expect(await landed(outcome)).toEqual([want.size + 3, sum + 3]);
        }),
        { numRuns: worlds },
      );
    },
    worlds * world_ms,
  );
});
