import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { usageError } from '../contract/errors.js';
import { reasonOf } from '../contract/system_errors.js';

/** Where the key may be if it is not in a file of the project. */
export const maskKeyVariable = 'GROUPLIFT_MASK_KEY';

/** A shorter one could be found by brute force. */
const shortestKey = 16;

const hint = `Make one, for example with "openssl rand -hex 32", and keep it: the same key gives the same masks. Then set ${maskKeyVariable}, or name a file with it in report.mask_key_file.`;

/**
 * The secret that people's ids are masked with; null if they are not masked. Without a secret, anyone who knows all possible ids, such
 * as all phone numbers, can find the one behind every mask.
 */
export function maskKeyOf({ report, path }: Config): string | null {
  if (report.mask === 'none') return null;
  const file = report.mask_key_file;
  const key = file === null ? process.env[maskKeyVariable] : keyIn(resolve(dirname(path), file), file);
  const where = file === null ? maskKeyVariable : `the file "${file}"`;
  if (key === undefined) throw usageError('report.mask: hash needs a secret key, and none is given.', hint);
  const { length } = key.trim();
  if (length >= shortestKey) return key.trim();
  throw usageError(
    `report.mask: the key in ${where} has ${length} characters, expected at least ${shortestKey}.`,
    hint,
  );
}

function keyIn(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw usageError(
      `report.mask_key_file: "${file}" cannot be read: ${reasonOf(error) ?? String(error)}.`,
      hint,
    );
  }
}
