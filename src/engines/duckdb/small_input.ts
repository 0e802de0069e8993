import type { LoadPlan } from '../../sources/plan.js';

/** Files up to this size are read in the plainest way first, because planning the SELECT that knows every notation costs more than reading them twice; and their tables are kept in memory. */
const smallBytes = 32e6;

export function isSmallInput({ files }: LoadPlan): boolean {
  return files.reduce((sum, { bytes }) => sum + bytes, 0) <= smallBytes;
}
