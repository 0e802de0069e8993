/** A cell without what spreadsheets put around it: a tab, an apostrophe, `="..."`; with full-width digits converted. */
export function cellText(cell: string): string {
  const own = cell.replace(/[\ufeff\u200b]/g, '').trim();
  const wrapped = /^="(.*)"$/.exec(own)?.[1] ?? own;
  const bare = wrapped.replace(/^['`\t]+/, '').trim();
  return /^[-—/]$|^(?:null|none|n\/a|无|暂无)$/i.test(bare) ? '' : bare;
}

/** An amount such as `¥1,234.50` or `88.80`; null if it is not one. */
export function amountIn(cell: string): number | null {
  const plain = cell.normalize('NFKC').replace(/[¥$€元\s]/g, '');
  if (!/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(plain)) return null;
  return Number(plain.replaceAll(',', ''));
}

/** Whether a spreadsheet has turned an id into a number with too few digits. */
export function isLostId(cell: string): boolean {
  return /^\d(?:\.\d+)?e\+\d+$/i.test(cell);
}

/** Seconds or milliseconds since the epoch, in digits, as microseconds. */
export function epochIn(cell: string): number | null {
  if (/^1\d{9}$/.test(cell)) return Number(cell) * 1_000_000;
  return /^1\d{12}$/.test(cell) ? Number(cell) * 1000 : null;
}

/** Whether the first cell of a row says that it totals others; a name may begin with the same letters. */
export function isTotals(cell: string): boolean {
  return /^(?:合计|总计|小计|(?:grand )?total|sum)\s*[:：]?\s*[\d,.¥元人个条\s]*$/i.test(cell);
}
