import type { Block } from '../../report/report.js';

/** The blocks that have something to show. */
export function withoutEmpty(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== 'details') return isEmpty(block) ? [] : [block];
    const inner = withoutEmpty(block.blocks);
    return inner.length === 0 ? [] : [{ ...block, blocks: inner }];
  });
}

function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case 'findings':
      return block.findings.length === 0;
    case 'notes':
      return block.notes.length === 0;
    case 'facts':
      return block.facts.length === 0;
    case 'terms':
      return block.terms.length === 0;
    case 'checks':
      return block.checks.length === 0;
    case 'cards':
      return block.cards.length === 0;
    case 'table':
    case 'pace':
      return block.rows.length === 0;
    default:
      return false;
  }
}
