import type { Checked, Rule } from './checked.js';
import { conflictFindings } from './conflicts.js';
import { emptyReversalFindings } from './empty_reversals.js';
import type { Finding } from './findings.js';
import { goalFindings } from './goals.js';
import { listGapFindings } from './list_gaps.js';
import { reversalIdFindings } from './reversal_ids.js';
import { rosterFindings } from './rosters.js';
import { stateFindings } from './states.js';
import { wordFindings } from './words.js';

/** Rules about the rows that were read, before anything is counted: this is where a run refuses bad input. */
const conversionRules: readonly Rule[] = [
  stateFindings,
  conflictFindings,
  emptyReversalFindings,
  reversalIdFindings,
  rosterFindings,
  listGapFindings,
  wordFindings,
];

/** Findings about the conversions themselves. */
export async function conversionFindings(checked: Checked): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const rule of conversionRules) found.push(...(await rule(checked)));
  return found;
}

/** Findings about the goals and the conversions. */
export async function inputFindings(checked: Checked): Promise<Finding[]> {
  return [...(await goalFindings(checked)), ...(await conversionFindings(checked))];
}
