import { activityFiles } from './activity_files.js';
import { configuration } from './configuration.js';
import type { Language } from './labels.js';
import { operationFiles } from './operation_files.js';
import { productFiles } from './product_files.js';
import { readme } from './readme.js';
import { story } from './story.js';

/** The week that the demo reports: Monday 2026-11-09 to Sunday 2026-11-15. */
export const demoWeek = '2026-W46';

/**
 * The files of the example project, by relative name: grouplift.yaml, README.md and data/*.
 * The same seed and language give the same bytes on any machine; the numbers do not depend on the language.
 */
export function demoProject(seed: number, language: Language): Record<string, string> {
  const told = story(seed);
  return {
    'grouplift.yaml': configuration(language),
    'README.md': readme(language),
    ...activityFiles(told.activities, language),
    ...productFiles(told, language),
    ...operationFiles(told.people, language),
  };
}
