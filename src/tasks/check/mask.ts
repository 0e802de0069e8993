import type { Config } from '../../config/config.js';
import { UserError } from '../../contract/errors.js';
import { maskKeyOf } from '../../project/mask_key.js';
import { type Finding, problemOf } from './findings.js';

/** What is wrong with the key that people are masked with in the report. */
export function maskFindings(config: Config): Finding[] {
  try {
    maskKeyOf(config);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [problemOf(error)];
  }
}
