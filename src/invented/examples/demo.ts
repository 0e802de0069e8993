import { join } from 'node:path';
import { usageError } from '../../contract/errors.js';
import { seedOf, writeExample } from '../../project/folder.js';
import type { Progress } from '../../project/progress.js';
import type { RunOptions } from '../../tasks/run/index.js';
import { configuration } from '../demo/configuration.js';
import { demoProject, demoWeek } from '../demo/index.js';

export interface DemoOptions {
  readonly out: string;
  readonly language: string;
  readonly seed: string;
}

const languages = ['en', 'zh'] as const;

/** Writes the example project and returns the run to make of it; refuses a folder that contains anything else. */
export async function writeDemo(
  options: DemoOptions,
  progress: Progress,
): Promise<RunOptions & { readonly out: string }> {
  const files = demoProject(seedOf(options.seed), languageOf(options.language));
  await writeExample(options.out, files, languages.map(firstLine), progress);
  progress.keeps(`the example is in "${options.out}", without its report`);
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

/** The first line of the example's configuration. */
function firstLine(language: (typeof languages)[number]): string {
  return configuration(language).split('\n', 1)[0] ?? '';
}
