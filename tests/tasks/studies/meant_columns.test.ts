/** Column names of panels and trials, compared as those of the inputs of a run are. */
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { liftPanel } from '../../../src/tasks/studies/panel.js';
import { liftTrial } from '../../../src/tasks/studies/trial.js';
import { removeProjects, writeProject } from '../../black_box.js';

afterAll(removeProjects);

const panel = async (header: string) => {
  const rows = ['a,1,1,2', 'a,2,4,2', 'b,1,2,2', 'b,2,5,2', 'c,1,1,', 'c,2,1.5,'];
  const folder = writeProject({ 'p.csv': `${[header, ...rows].join('\n')}\n` });
  const options = { unit: 'unit', time: 'period', outcome: 'y', firstTreated: 'first_treated' };
  const more = { estimator: 'cs', control: 'never', format: 'csv' };
  return (await liftPanel(join(folder, 'p.csv'), { ...options, ...more })).lines;
};

describe('a panel', () => {
  test('in other letters, with blanks or in full width is the same', async () => {
    const plain = await panel('unit,period,y,first_treated');
    expect(plain.length).toBeGreaterThan(1);
    for (const header of ['Unit,PERIOD,Y,First Treated', 'ｕｎｉｔ, period ,y,first-treated'])
      expect(await panel(header)).toEqual(plain);
  });

  test('with two columns that read alike is refused', async () => {
    await expect(panel('Unit,UNIT,y,first_treated')).rejects.toThrow(/both read as "unit"/);
  });
});

test('conversions of a trial that stand twice are refused under a name in other letters, too', async () => {
  const people = Array.from({ length: 40 }, (_, i) => `p${i},${i % 2 === 0 ? 'none' : 'mail'}`);
  const orders = Array.from({ length: 20 }, (_, i) => `o${i},p${2 * i},buy`);
  const tried = (header: string, rows: readonly string[]) => {
    const folder = writeProject({
      't.csv': `${['Person,ARM', ...people].join('\n')}\n`,
      'o.csv': `${[header, ...rows].join('\n')}\n`,
    });
    const options = {
      unit: 'person',
      arm: 'arm',
      control: 'none',
      outcomes: 'buy',
      seed: '1',
      format: 'csv',
    };
    return liftTrial(join(folder, 't.csv'), join(folder, 'o.csv'), options);
  };
  const once = await tried('Conversion ID,User_ID,Type', orders);
  expect(once.lines).toEqual((await tried('conversion_id,user_id,type', orders)).lines);
  await expect(tried('Conversion ID,User_ID,Type', [...orders, ...orders])).rejects.toThrow(/o0/);
});
