import { join } from 'node:path';
import { usageError } from '../../contract/errors.js';
import { seedOf, writeExample } from '../../project/folder.js';
import type { Progress } from '../../project/progress.js';
import {
  opening,
  type ScenarioName,
  type SimulationOptions,
  scenarioNames,
  scenarios,
  simulateFiles,
} from '../simulate/index.js';

/** What to simulate, as given on the command line. */
export interface WrittenSimulation {
  readonly scenario: string;
  readonly groups: string;
  readonly weeks: string;
  readonly seed: string;
  readonly effect?: string;
  readonly slope?: string;
  readonly out: string;
}

/** Writes a simulated community as an ordinary project and returns its configuration's path. */
export async function writeSimulation(written: WrittenSimulation, progress: Progress): Promise<string> {
  const { effect, slope } = written;
  const options: SimulationOptions = {
    groups: wholeNumber('--groups', written.groups, 2, 20_000),
    weeks: wholeNumber('--weeks', written.weeks, 12, 520),
    ...(effect === undefined ? {} : { effect: number('--effect', effect, 0, 10) }),
    ...(slope === undefined ? {} : { slope: number('--slope', slope, -0.1, 0.1) }),
  };
  const files = simulateFiles(scenarios[scenarioOf(written.scenario)], options, seedOf(written.seed));
  await writeExample(written.out, files, [opening], progress);
  return join(written.out, 'grouplift.yaml');
}

function scenarioOf(text: string): ScenarioName {
  const name = scenarioNames.find((candidate) => candidate === text);
  if (name === undefined)
    throw usageError(
      `--scenario: there is no scenario "${text}".`,
      `The scenarios are: ${scenarioNames.join(', ')}.`,
    );
  return name;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = number(option, text, least, most);
  if (!Number.isInteger(value))
    throw usageError(`${option}: found "${text}", expected a whole number.`, `Write ${option} ${least}.`);
  return value;
}

function number(option: string, text: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= least && value <= most))
    throw usageError(
      `${option}: found "${text}", expected a number from ${least} to ${most}.`,
      `Leave out ${option} for the default.`,
    );
  return value;
}
