/** A cell without what spreadsheets put around it: a tab, an apostrophe, `="..."`, wide digits. */
export function cellText(cell: string): string {
  const own = cell.replace(/[\ufeff\u200b]/g, '').trim();
  const wrapped = /^="(.*)"$/.exec(own)?.[1] ?? own;
  const bare = wrapped.replace(/^['`\t]+/, '').trim();
  return /^[-—/]$|^(?:null|none|n\/a|无|暂无)$/i.test(bare) ? '' : bare;
}

/** `¥1,234.50` and `88.80`; null where it is no amount. */
export function amountIn(cell: string): number | null {
  const plain = cell.normalize('NFKC').replace(/[¥$€元\s]/g, '');
  if (!/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/.test(plain)) return null;
  return Number(plain.replaceAll(',', ''));
}

/** An id that a spreadsheet has turned into a number with few digits. */
export function isLostId(cell: string): boolean {
  return /^\d(?:\.\d+)?e\+\d+$/i.test(cell);
}

/** Seconds or milliseconds of the epoch in digits, as microseconds. */
export function epochIn(cell: string): number | null {
  if (/^1\d{9}$/.test(cell)) return Number(cell) * 1_000_000;
  return /^1\d{12}$/.test(cell) ? Number(cell) * 1000 : null;
}

/** Whether the first cell of a row says that the row adds up others; a name may begin with the same letters. */
export function isTotals(cell: string): boolean {
  return /^(?:合计|总计|小计|(?:grand )?total|sum)\s*[:：]?\s*[\d,.¥元人个条\s]*$/i.test(cell);
}
