import type { Config } from '../../config/config.js';
import { UserError } from '../../contract/errors.js';
import { maskKeyOf } from '../../project/mask_key.js';
import { type Finding, problemOf } from './findings.js';

/** Problems with the key for masking people in the report. */
export function maskFindings(config: Config): Finding[] {
  try {
    maskKeyOf(config);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [problemOf(error)];
  }
}
