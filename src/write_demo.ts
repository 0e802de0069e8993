import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configuration } from './demo/configuration.js';
import { demoProject, demoWeek } from './demo/index.js';
import { usageError } from './errors.js';
import type { RunOptions } from './run.js';

export interface DemoOptions {
  readonly out: string;
  readonly language: string;
  readonly seed: string;
}

const languages = ['en', 'zh'] as const;

/** Writes the example project and returns the run that it is for; refuses a folder that holds anything else. */
export function writeDemo(options: DemoOptions): RunOptions & { readonly out: string } {
  const files = demoProject(seedOf(options.seed), languageOf(options.language));
  refuseForeign(options.out);
  for (const [name, text] of Object.entries(files)) writeInto(options.out, name, text);
  return {
    config: join(options.out, 'grouplift.yaml'),
    out: join(options.out, 'out', demoWeek),
    week: demoWeek,
  };
}

function languageOf(text: string): (typeof languages)[number] {
  const language = languages.find((candidate) => candidate === text);
  if (language === undefined)
    throw usageError(
      `--language: found "${text}", expected en or zh.`,
      'Write --language en or --language zh.',
    );
  return language;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^\d{1,9}$/.test(text))
    throw usageError(
      `--seed: found "${text}", expected a whole number from 0.`,
      'The same seed gives the same data: --seed 1.',
    );
  return seed;
}

function refuseForeign(folder: string): void {
  const names = namesIn(folder);
  if (names.length === 0 || isDemo(folder)) return;
  throw usageError(
    `--out: "${folder}" is not empty and holds no example of ours.`,
    'Nothing was touched: choose a new folder.',
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw usageError(
      `--out: "${folder}" cannot be used as a folder (${(error as NodeJS.ErrnoException).code}).`,
      'Choose another --out.',
    );
  }
}

/** Whether the configuration in the folder opens with the line that the example opens with. */
function isDemo(folder: string): boolean {
  try {
    const [first] = readFileSync(join(folder, 'grouplift.yaml'), 'utf8').split('\n', 1);
    return languages.some((language) => firstLine(language) === first);
  } catch {
    return false;
  }
}

function firstLine(language: (typeof languages)[number]): string | undefined {
  return configuration(language).split('\n', 1)[0];
}

function writeInto(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw usageError(
      `--out: "${path}" cannot be written (${(error as NodeJS.ErrnoException).code}).`,
      'Choose a folder you may write to.',
    );
  }
}
