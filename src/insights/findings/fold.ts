import type { Language } from '../../report/language.js';
import type { Block, Part } from '../../report/report.js';

const rowsShown = 5;

/** How a part is shortened for the reader. */
export interface Fold {
  /** how many of its blocks are open; the rest is one click away, and in the workbook */
  readonly open?: number | undefined;
  readonly isClosed: boolean;
}

/** A part, shortened for the reader: few rows, supporting evidence folded, appendices closed. */
export function folded(part: Part, { open, isClosed }: Fold, words: Language): Part {
  const blocks = part.blocks.map(shortened);
  const shown = open ?? blocks.length;
  const rest = blocks.slice(shown);
  return {
    ...part,
    blocks: [
      ...blocks.slice(0, shown),
      ...(rest.length === 0
        ? []
        : [{ kind: 'details' as const, title: words.page.rest(rest.length), blocks: rest }]),
    ],
    ...(isClosed ? { closed: true as const } : {}),
  };
}

function shortened(block: Block): Block {
  if (block.kind !== 'table' || block.folded === true) return block;
  return {
    ...block,
    shown: Math.min(block.shown, block.rows.length <= rowsShown + 1 ? rowsShown + 1 : rowsShown),
  };
}
