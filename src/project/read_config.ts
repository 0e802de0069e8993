import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { parseConfig } from '../config/parse.js';
import { usageError } from '../contract/errors.js';
import { modelNames } from '../models/index.js';

/** Reads and checks a configuration file. */
export function readConfig(path: string): Config {
  const absolute = resolve(path);
  let text: string;
  try {
    text = readFileSync(absolute, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw usageError(
      `The configuration "${path}" ${missing ? 'does not exist' : 'cannot be read'}.`,
      'Write one with: grouplift init, or name it with --config FILE.',
    );
  }
  return parseConfig(text, absolute, modelNames);
}
