/** What the files of a trial can have wrong: repeats, people in several arms, ids that do not meet, each counted and said. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../src/contract/errors.js';
import { type LiftTrialOptions, liftTrial } from '../../../src/tasks/studies/trial.js';
import { removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const options: LiftTrialOptions = {
  unit: 'person',
  arm: 'arm',
  control: 'none',
  outcomes: 'bought',
  seed: '1',
  format: 'csv',
};

const numbers = Array.from({ length: 40 }, (_, i) => i);
/** Twenty people without mail, of whom 4 bought, and twenty with it, of whom 10 did. */
const bought = (i: number) => (i % 2 === 0 ? i < 8 : i < 20);
const armOf = (i: number) => (i % 2 === 0 ? 'none' : 'mail');
const id = (i: number) => `p${String(i).padStart(3, '0')}`;
const effect = 10 / 20 - 4 / 20;
const people = numbers.map((i) => `${id(i)},${armOf(i)},${bought(i) ? 1 : 0}`);
const orders = numbers.filter(bought).map((i) => `${id(i)},buy,5`);

interface Files {
  readonly trial?: readonly string[];
  readonly orders?: readonly string[];
  readonly header?: string;
}

function trialed(files: Files, changes: Partial<LiftTrialOptions> = {}) {
  const folder = writeProject({
    't.csv': `${[files.header ?? 'person,arm,bought', ...(files.trial ?? people)].join('\n')}\n`,
    'orders.csv': `${['user_id,type,value', ...(files.orders ?? orders)].join('\n')}\n`,
  });
  return liftTrial(join(folder, 't.csv'), join(folder, 'orders.csv'), { ...options, ...changes });
}

const joined = (files: Files, changes: Partial<LiftTrialOptions> = {}) =>
  trialed(files, { outcomes: 'buy', ...changes });

async function estimateOf(asked: ReturnType<typeof trialed>) {
  const { lines, notes } = await asked;
  return { estimate: Number(lines[1]?.split(',')[5]), units: lines[1]?.split(',').slice(2, 4).join(), notes };
}

async function sentence(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof UserError) return `${error.exitCode}: ${error.message} | ${error.hint}`;
    throw error;
  }
  return 'no error';
}

test('the difference of means, by hand, from a column and from conversions', async () => {
  for (const asked of [trialed({}), joined({})]) {
    const { estimate, units, notes } = await estimateOf(asked);
    expect(estimate).toBeCloseTo(effect, 12);
    expect(units).toBe('20,20');
    expect(notes[0]).toBe('40 rows, 40 units (none 20, mail 20)');
  }
  expect((await estimateOf(joined({}, { outcomes: 'buy.value' }))).estimate).toBeCloseTo(5 * effect, 12);
  expect((await joined({})).notes).toContain(
    'orders.csv: of 14 conversions "buy" 14 belong to units of the trial (100 %)',
  );
});

describe('every unit once', () => {
  test.each([
    ['the whole file twice', [...people, ...people], 40],
    ['those with mail three times', numbers.flatMap((i) => Array(i % 2 === 1 ? 3 : 1).fill(people[i])), 40],
    ['those who bought twice', people.flatMap((row, i) => (bought(i) ? [row, row] : [row])), 14],
  ])('%s', async (_, trial, repeats) => {
    for (const asked of [trialed({ trial }), joined({ trial })]) {
      const { estimate, units, notes } = await estimateOf(asked);
      expect(estimate).toBeCloseTo(effect, 12);
      expect(units).toBe('20,20');
      expect(notes).toContain(`${repeats} rows repeat a unit in the same arm: it counts once`);
    }
  });

  test('repeats with different values are refused, because nothing says which one is right', async () => {
    expect(await sentence(trialed({ trial: [...people, 'p001,mail,0'] }))).toMatch(
      /^3: t\.csv, line 42, column "bought": found 0, but 1 in line 3 of the same unit; .* \| .*--member/,
    );
  });

  test('with a column of members a unit weighs as many as it has', async () => {
    // groups of four: a quarter of the people of a group are one row each; 20 people in 5 groups an arm
    const trial = people.map((row, i) => `g${(i % 2) + 2 * Math.floor(i / 8)},${row}`);
    const header = 'group,person,arm,bought';
    const changes = { unit: 'group', member: 'person' };
    for (const asked of [trialed({ trial, header }, changes), joined({ trial, header }, changes)]) {
      const { estimate, notes, units } = await estimateOf(asked);
      expect(estimate).toBeCloseTo(effect, 12);
      expect(units).toBe('5,5');
      expect(notes[0]).toBe('40 rows, 10 units (none 5, mail 5)');
    }
    const twice = [...trial, ...trial.slice(0, 7)];
    expect((await estimateOf(joined({ trial: twice, header }, changes))).estimate).toBeCloseTo(effect, 12);
    const moved = [...trial, 'g2,p000,none,1'];
    expect(await sentence(joined({ trial: moved, header }, changes))).toContain(
      'column "person": "p000" is in the units "g0" and "g2"',
    );
  });
});

describe('people in several arms', () => {
  const both = (...who: number[]) => [
    ...people,
    ...who.map((i) => `${id(i)},${armOf(i + 1)},${bought(i) ? 1 : 0}`),
  ];

  test('are left out, counted and named', async () => {
    // p001 bought with mail: 9 of 19 are left
    const { estimate, units, notes } = await estimateOf(joined({ trial: both(1) }));
    expect(estimate).toBeCloseTo(9 / 19 - 4 / 20, 12);
    expect(units).toBe('19,20');
    expect(notes).toContain(
      'warning: left out: 1 of 40 units (2.5 %), which are in several arms ("p001": mail, none)',
    );
    expect(notes.join('\n')).toContain(
      '13 belong to units of the trial (92.9 %), 1 to units that are left out',
    );
  });

  test('are refused above a share that can be set', async () => {
    const trial = both(1, 2, 3, 4, 5);
    expect(await sentence(joined({ trial }))).toMatch(
      /^3: t\.csv: 5 of 40 units \(12\.5 %\) are in several arms \("p001": mail, none\); more than 10 % .*--most-crossed/,
    );
    expect((await estimateOf(joined({ trial }, { mostCrossed: '0.2' }))).units).toBe('17,18');
    expect(await sentence(joined({ trial: both(1) }, { mostCrossed: '0' }))).toContain(
      '1 of 40 units (2.5 %)',
    );
  });

  test('a small share is a note without a warning', async () => {
    const many = Array.from({ length: 10 }, (_, k) => people.map((row) => row.replace('p', `p${k}`))).flat();
    const { notes } = await trialed({ trial: [...many, 'p0001,none,1'] });
    expect(notes).toContain(
      'left out: 1 of 400 units (0.25 %), which are in several arms ("p0001": mail, none)',
    );
  });
});

describe('rows without an arm or a unit', () => {
  test.each(['', ' ', 'NULL', 'nan', 'N/A', '\\N'])('"%s"', async (word) => {
    const trial = [...people, `q1,${word},1`, `q2,${word},1`, `${word},mail,1`, `${word},none,0`];
    const { estimate, notes, units } = await estimateOf(trialed({ trial }));
    expect(estimate).toBeCloseTo(effect, 12);
    expect(units).toBe('20,20');
    expect(notes).toContain('left out: 2 rows without a unit');
    expect(notes).toContain('left out: 2 rows without an arm');
  });

  test.each([
    ['="..."', (arm: string) => `="${arm}"`],
    ['an apostrophe', (arm: string) => `'${arm}`],
    ['a mark without a width', (arm: string) => `${arm}\u200b`],
    ['blanks', (arm: string) => ` ${arm}\u00a0`],
  ])('an arm with %s around it is that arm', async (_, around) => {
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const trial = numbers.map(
      (i) => `${id(i)},${cell(i < 10 ? around(armOf(i)) : armOf(i))},${bought(i) ? 1 : 0}`,
    );
    for (const control of ['none', around('none')]) {
      const { estimate, units } = await estimateOf(trialed({ trial }, { control }));
      expect(estimate).toBeCloseTo(effect, 12);
      expect(units).toBe('20,20');
    }
  });

  test('arms that differ only by .0 or zeros in front are refused', async () => {
    for (const other of ['1.0', '01']) {
      const trial = numbers.map(
        (i) => `${id(i)},${i % 2 === 0 ? 0 : i < 10 ? other : 1},${bought(i) ? 1 : 0}`,
      );
      expect(await sentence(trialed({ trial }, { control: '0' }))).toMatch(
        /^3: t\.csv, column "arm": the arms ".+" and ".+" differ only by case, width, blanks, "\.0" or leading zeros/,
      );
    }
  });

  test('arms that differ only by case or blanks are refused', async () => {
    const trial = people.map((row, i) => (i === 3 ? row.replace('mail', 'Mail') : row));
    expect(await sentence(trialed({ trial }))).toContain(
      'column "arm": the arms "Mail" and "mail" differ only by case',
    );
  });
});

describe('conversions and units that do not meet', () => {
  const written = (change: (user: string) => string) =>
    orders.map((row) => row.replace(/^[^,]+/, (user) => change(user)));
  const digits = people.map((row) => row.replace('p', ''));

  test.each([
    ['other case', people, written((user) => user.toUpperCase()), 'P000'],
    ['full width', people, written((user) => user.replace('p', 'ｐ')), 'ｐ000'],
    ['a blank inside', people, written((user) => user.replace('p', 'p ')), 'p 000'],
    ['.0 at the end', digits, written((user) => `${user.slice(1)}.0`), '000.0'],
    ['zeros in front', digits, written((user) => String(Number(user.slice(1)))), '0'],
  ])('%s is named', async (_, trial, changed, example) => {
    expect(await sentence(joined({ trial, orders: changed }))).toMatch(
      new RegExp(
        `^3: orders\\.csv: none of the 14 conversions of the type "buy" belong to a unit of the trial; 14 would match if .*\\("${example}" for "p?000"\\)\\. \\| Write the ids the same way`,
      ),
    );
  });

  test.each([
    ['="p001"', (user: string) => `"=""${user}"""`],
    ["a leading '", (user: string) => `'${user}`],
    ['blanks and a byte order mark', (user: string) => `"\ufeff ${user}\u00a0"`],
  ])('%s is no part of an id', async (_, change) => {
    expect((await estimateOf(joined({ orders: written(change) }))).estimate).toBeCloseTo(effect, 12);
  });

  test('a part of them written in another way is refused, a few are said', async () => {
    const half = orders.map((row, i) => (i % 2 === 0 ? row.toUpperCase().replace('BUY', 'buy') : row));
    expect(await sentence(joined({ orders: half }))).toContain('only 7 of the 14 conversions');
    const few = Array.from({ length: 30 }, (_, i) => orders[i % 14] as string).with(0, 'P000,buy,5');
    expect((await joined({ orders: few })).notes).toContain(
      'warning: 1 of them would belong to a unit if case, width, blanks, ".0" or leading zeros were ignored ("P000" for "p000")',
    );
  });

  test('none is refused, few are refused unless allowed, some are said', async () => {
    const strangers = (count: number) => Array.from({ length: count }, (_, i) => `x${i},buy,5`);
    expect(await sentence(joined({ orders: strangers(3) }))).toMatch(
      /^3: orders\.csv: none of the 3 conversions of the type "buy" belong to a unit of the trial\. \| Use --unit/,
    );
    const crowd = [...orders, ...strangers(200)];
    expect(await sentence(joined({ orders: crowd }))).toContain('only 14 of the 214 conversions');
    const allowed = await estimateOf(joined({ orders: crowd }, { leastJoined: '0' }));
    expect(allowed.estimate).toBeCloseTo(effect, 12);
    expect(allowed.notes).toContain(
      'warning: orders.csv: of 214 conversions "buy" 14 belong to units of the trial (6.54 %), 200 to others',
    );
    const some = await estimateOf(joined({ orders: [...orders, ...strangers(4), 'NULL,buy,5', ',buy,5'] }));
    expect(some.notes).toContain(
      'orders.csv: of 20 conversions "buy" 14 belong to units of the trial (70 %), 4 to others, 2 to nobody (no user_id)',
    );
  });

  test('a type that matches nobody is refused even next to one that matches', async () => {
    const two = [...orders, 'X1,visit,0'];
    expect(await sentence(joined({ orders: two }, { outcomes: 'buy, visit' }))).toContain('the type "visit"');
  });

  test('a type in other case is said, and a value that is none matters only where it is added up', async () => {
    const mixed = [...orders, 'p001,Buy,5', 'p001,visit,', 'x1,buy,?'];
    const { estimate, notes } = await estimateOf(joined({ orders: mixed }, { outcomes: 'buy.value' }));
    expect(estimate).toBeCloseTo(5 * effect, 12);
    expect(notes).toContain(
      'warning: 1 conversions have the type "buy" with different case, width or blanks: not counted',
    );
    expect(
      await sentence(joined({ orders: [...orders, 'p001,buy,?'] }, { outcomes: 'buy.value' })),
    ).toContain('orders.csv, line 16, column "value": found "?", expected a number');
  });
});

describe('options', () => {
  test.each([
    [{ unit: 'arm' }, '3: The column "arm" holds 2 units in 2 arms: arms are what is compared, not units.'],
    [{ control: 'x' }, '2: --control: no row of "arm" holds "x".'],
    [{ outcomes: 'sold' }, '2: --outcomes: "sold" is neither a column of t.csv nor a type of conversion.'],
    [
      { shares: '1,2,3' },
      '2: --shares: found "1,2,3", expected 2 numbers above 0, none of them a million times as large as another.',
    ],
    [
      { shares: '1,' },
      '2: --shares: found "1,", expected 2 numbers above 0, none of them a million times as large as another.',
    ],
    [
      { shares: '1e308,1e-308' },
      '2: --shares: found "1e308,1e-308", expected 2 numbers above 0, none of them a million times as large as another.',
    ],
    [{ seed: 'x' }, '2: --seed: found "x", expected a whole number from 0.'],
    [{ mostCrossed: '10%' }, '2: --most-crossed: found "10%", expected a share from 0 to 1.'],
    [{ leastJoined: '' }, '2: --least-joined: found "", expected a share from 0 to 1.'],
    [{ member: 'x' }, '2: --member: t.csv has no column "x".'],
  ] as const)('%o', async (changes, wanted) => {
    expect((await sentence(trialed({}, changes))).split(' | ')[0]).toBe(wanted);
  });

  test.each(['1e308,1e308', '5e-324,5e-324', '0.5,0.5'])('shares of %s are equal ones', async (shares) => {
    expect((await trialed({}, { shares })).notes.at(-1)).toBe(
      'sample ratio: chi2 0.00000 on 1 df, p 1.00000',
    );
  });

  test.each([[[]], [['p1,,1', ',mail,0']]])('a file without a single unit in an arm: %j', async (trial) => {
    expect(await sentence(trialed({ trial }))).toBe(
      '3: No row has both a unit ("person") and an arm ("arm"). | Expected one row per unit below the column names.',
    );
  });

  test('an outcome too large to be squared is refused', async () => {
    expect(await sentence(trialed({ trial: people.with(2, 'p002,none,1e200') }))).toContain(
      'line 4, column "bought": found "1e200", expected a number between -1e60 and 1e60',
    );
  });

  test('an arm of one unit has no interval, and that is said', async () => {
    const { lines, notes } = await trialed({
      trial: people.filter((row, i) => i % 2 === 0 || row.startsWith('p001')),
    });
    expect(lines[1]).toMatch(/^bought,mail,1,20,[\d.]+,[\d.]+,,,,1$/);
    expect(notes).toContain('the arm mail has one unit: no standard error and no interval');
  });
});

test('a whole number that would lose its last digits is refused, one that keeps them is read', async () => {
  // 2^53 + 1 is the first that lies between two numbers
  const spent = (value: string) => ({
    header: 'person,arm,spent',
    trial: numbers.map((i) => `${id(i)},${armOf(i)},${i === 3 ? value : i}`),
  });
  const asked = { outcomes: 'spent' };
  expect(await sentence(trialed(spent('9007199254740993'), asked))).toBe(
    '3: t.csv, line 5, column "spent": found "9007199254740993", expected a number whose last digits can be kept: this one would be read as 9007199254740992. | Write the values in a larger unit, or leave the column out if it holds ids.',
  );
  expect(await sentence(trialed(spent('9007199254740992'), asked))).toBe('no error');
  expect(await sentence(trialed(spent('1000000000000000000'), asked))).toBe('no error');
});

test('an outcome that may be a type or the values of another one is asked for', async () => {
  const both = [...orders, `${id(1)},buy.value,5`];
  expect(await sentence(joined({ orders: both }, { outcomes: 'buy.value' }))).toBe(
    '2: --outcomes: "buy.value" may be the number of conversions of the type "buy.value" or the sum of the values of the type "buy". | Rename one of the two types in orders.csv.',
  );
  expect(await sentence(joined({ orders: both }))).toBe('no error');
});

test('a total, a repeated header and a footer are neither units nor arms, and are reported', async () => {
  const plain = await trialed({});
  const found = await trialed({
    trial: [...people.slice(0, 20), 'person,arm,bought', ...people.slice(20), 'Total,40,14', '(40 rows),,'],
    orders: [...orders, '合计,14,70'],
  });
  expect(found.lines).toEqual(plain.lines);
  expect(found.notes).toContain(
    't.csv: left out 3 rows (the first: line 22) that repeat the header, are totals or footers below the data',
  );
  expect(found.notes.find((note) => note.startsWith('orders.csv: left out 1 row'))).toBeDefined();
});

test('a number written as money is reported as such, and is not a missing value', async () => {
  const error = await trialed({ trial: [...people, 'x,none,"$1,250.00"'] }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ hint: expect.stringContaining('such as 1250.50') });
});

describe('every conversion once', () => {
  const withIds = (rows: readonly string[]) => {
    const folder = writeProject({
      't.csv': `${['person,arm,bought', ...people].join('\n')}\n`,
      'orders.csv': `${['conversion_id,user_id,type,value', ...rows].join('\n')}\n`,
    });
    return liftTrial(join(folder, 't.csv'), join(folder, 'orders.csv'), { ...options, outcomes: 'buy' });
  };
  const once = orders.map((row, at) => `o${at},${row}`);

  test('a second row of one conversion is refused, the same id of another type is not', async () => {
    expect((await estimateOf(withIds(once))).estimate).toBeCloseTo(effect, 12);
    const signups = once.map((row) => row.replace(',buy,', ',signup,'));
    expect((await estimateOf(withIds([...once, ...signups]))).estimate).toBeCloseTo(effect, 12);
    expect(await sentence(withIds([...once, ...once]))).toBe(
      '3: orders.csv, line 16: the conversion "o0" of the type "buy" has a second row (the first is line 2). | Keep one row per conversion, adding up the lines of an order; leave out the column conversion_id if every row is a conversion.',
    );
    expect(await sentence(withIds([...once, `"=""o0""",${orders[0]}`]))).toContain('has a second row');
  });

  test('rows without an id count each', async () => {
    const rows = orders.flatMap((row) => [`,${row}`, `NULL,${row}`]);
    expect((await estimateOf(withIds(rows))).estimate).toBeCloseTo(2 * effect, 12);
  });
});
