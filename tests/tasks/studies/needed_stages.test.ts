/** `lift read` and `lift design` make only what they need, and read the same as from everything. */
import { afterAll, expect, test } from 'vitest';
import { scenarios, simulateFiles } from '../../../src/invented/simulate/index.js';
import { neededSteps } from '../../../src/pipeline/stages/needed_steps.js';
import { panelTables } from '../../../src/tasks/studies/design.js';
import { readTables } from '../../../src/tasks/studies/report.js';
import { commandIn, removeProjects, runIn, writeProject } from '../../black_box.js';
import { stagesFor } from '../../tables_of_project.js';

afterAll(removeProjects);

test('what is requested, what it is made from, and what is always included', () => {
  const recipe = [
    { makes: 'a', reads: ['in'] },
    { makes: null, reads: ['checked'] },
    { makes: 'b', reads: ['a'] },
    { makes: 'b', reads: ['b', 'c'] },
    { makes: 'd', reads: ['a'] },
  ];
  const all = [{ makes: 'checked', reads: [] }, { makes: 'c', reads: [] }, ...recipe];
  expect(neededSteps(all, ['d'])).toEqual([all[0], all[2], all[3], all[6]]);
  expect(neededSteps(all, ['b'])).toEqual([all[0], all[1], all[2], all[3], all[4], all[5]]);
});

const files = simulateFiles(scenarios.base, { groups: 60, weeks: 20 }, 3);

test('the readings of lift read are those of a run', async () => {
  const folder = writeProject(files);
  const ran = await runIn(folder, { args: ['--models', 'last_touch'] });
  expect(ran.code).toBe(0);
  const said = await commandIn(folder, ['lift', 'read', '--format', 'json']);
  const published = await ran.rows('SELECT * FROM {lift}');
  expect(published).toHaveLength(1);
  expect(JSON.parse(said.stdout)).toEqual(published);
});

test('no test of timing, no other window, and for a plan no credit either', async () => {
  const read = await stagesFor(files, readTables);
  expect(read).toEqual(
    expect.arrayContaining(['conversions', 'credit_rows', 'tactic_moments', 'lift_cells']),
  );
  for (const stage of ['placebo_pairs', 'sensitivity_pairs', 'promo_effect', 'group_moments', 'weeks'])
    expect(read).not.toContain(stage);
  const plan = await stagesFor(files, panelTables);
  expect(plan).toEqual(expect.arrayContaining(['conversions', 'unit_landed', 'lift_range']));
  for (const stage of ['pairs', 'touches', 'credit_rows', 'lift_cells']) expect(plan).not.toContain(stage);
});
