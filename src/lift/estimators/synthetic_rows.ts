import type { Panel } from '../panel/panel.js';
import { level, seed, type TermRow } from '../panel/panel_rows.js';
import { placeboRanks, rankHalfWidth } from './placebo_ranks.js';
import { type Block, blocksOf, plainDid, syntheticControl, syntheticDid } from './synthetic_did.js';

/** The estimate with the interval from its placebo ranks, its contrasts, and its weights, as rows of one table. */
export function syntheticRows(panel: Panel): TermRow[] {
  const blocks = blocksOf(panel);
  const ranks = placeboRanks(blocks, Number.POSITIVE_INFINITY, seed);
  const half = rankHalfWidth(ranks.placebos, 1 - level);
  const overall: TermRow = {
    ...plainRow('sdid', 'overall', ranks.estimate),
    low: Number.isFinite(half) ? ranks.estimate - half : null,
    high: Number.isFinite(half) ? ranks.estimate + half : null,
    treated_units: blocks.reduce((sum, { treated }) => sum + treated.length, 0),
    few_units: Number.isFinite(half) ? null : 'few_placebos',
  };
  return [
    overall,
    plainRow('rank_p', 'overall', ranks.p),
    plainRow('placebos', 'overall', ranks.placebos.length),
    ...blocks.flatMap((block) => blockRows(block, panel, blocks.length === 1)),
  ];
}

function plainRow(type: string, term: string, estimate: number): TermRow {
  return { type, term, estimate, se: null, low: null, high: null, treated_units: null, few_units: null };
}

/** Contrasts, ridge and the nonzero weights of one date of adoption. */
function blockRows(block: Block, panel: Panel, isOnly: boolean): TermRow[] {
  const never = panel.unit_ids.filter((_, unit) => panel.first_treated[unit]! < 0);
  const group = panel.period_labels[block.adopted] as string;
  const named = (label: string) => (isOnly ? label : `${group}: ${label}`);
  const { omega, lambda, zeta_omega } = syntheticDid(block);
  const weights = [
    ...never.map((id, place) => plainRow('omega', named(id), omega[place]!)),
    ...[...lambda].map((weight, t) => plainRow('lambda', named(panel.period_labels[t] as string), weight)),
  ];
  return [
    plainRow('sc', group, syntheticControl(block)),
    plainRow('did', group, plainDid(block)),
    plainRow('zeta_omega', group, zeta_omega),
    ...weights.filter(({ estimate }) => estimate > 0),
  ];
}
