import type { Language } from '../report/language.js';
import type { Block, Part, PartId } from '../report/report.js';

/** How many blocks of a part are open; the rest is one click away, and in the workbook. */
const openBlocks: Partial<Record<PartId, number>> = {
  landed: 4,
  tactics: 1,
  lively: 3,
  league: 2,
  kols: 2,
  funnel: 2,
  matrix: 2,
  risk: 1,
  trust: 1,
};
const appendices: readonly PartId[] = ['sensitivity', 'method'];
const rowsShown = 5;

/** A part, shortened for the reader: few rows, supporting evidence folded, appendices closed; the reasons why nothing can be trusted stay open. */
export function folded(part: Part, isBad: boolean, words: Language): Part {
  const open = openBlocks[part.id] ?? part.blocks.length;
  const blocks = part.blocks.map(shortened);
  const rest = blocks.slice(open);
  return {
    ...part,
    blocks: [
      ...blocks.slice(0, open),
      ...(rest.length === 0
        ? []
        : [{ kind: 'details' as const, title: words.page.rest(rest.length), blocks: rest }]),
    ],
    ...(appendices.includes(part.id) || (part.id === 'trust' && !isBad) ? { closed: true as const } : {}),
  };
}

function shortened(block: Block): Block {
  if (block.kind !== 'table' || block.folded === true) return block;
  return {
    ...block,
    shown: Math.min(block.shown, block.rows.length <= rowsShown + 1 ? rowsShown + 1 : rowsShown),
  };
}
