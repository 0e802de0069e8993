import { counted, list, plural } from './nouns.js';

/** Sensitivity to choices, in English. */
export const sensitivity = {
  nothing: 'No group has credit, so there is nothing to compare',
  fewResults: (goal: string) => `${goal}: too few results to compare places`,
  steady: (goal: string, cells: number) =>
    `${goal}: the same groups are first in all ${plural(cells, 'cell', 'cells')}`,
  moves: (goal: string, always: number, some: number, cells: number) =>
    `${goal}: ${counted(always, 'group is', 'groups are').toLowerCase()} among the first five in all ${plural(cells, 'cell', 'cells')}, ${counted(some, 'group', 'groups').toLowerCase()} in at least one`,
  lead: (models: number, windows: readonly string[], rules: number) =>
    `A cell is one of ${plural(models, 'model', 'models')} with one window (${list(windows)} days)${rules > 1 ? ' and the touch rules together or one of them alone' : ''}. What holds in every cell does not depend on these choices.`,
  note: 'All cells are bookkeeping: that they agree is no evidence of cause.',
  tableTitle: (goal: string, cells: number) => `${goal}: places over ${plural(cells, 'cell', 'cells')}`,
  kept: 'In the top 5',
  keptOf: (kept: number, cells: number) => `${kept} of ${cells} cells`,
  ranks: 'Places, best to worst',
  unranked: 'none',
  least: 'Credited, least',
  most: 'Credited, most',
  sampled: (share: string) =>
    `Computed from ${share} of the conversions, chosen by the hash of their ids: the grid of so many touches would cost more than the run.`,
};
