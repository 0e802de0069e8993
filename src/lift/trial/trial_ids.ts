/** An id without the marks that spreadsheets put around it (="0021", '0021) and without surrounding blanks. */
export function unwrapped(text: string): string {
  const bare = text.replace(/^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g, '');
  return (/^="(.*)"$/s.exec(bare)?.[1] ?? bare.replace(/^'(?=[^'])/, '')).trim();
}

const noId = new Set(
  '|null|nil|nan|nat|na|n/a|#n/a|<na>|none|undefined|\\n|-|--|unknown|anonymous|guest|无|無|空'.split('|'),
);

/** Whether an id is a word for "no id": such rows are not one person. */
export function isNoId(id: string): boolean {
  return noId.has(id.normalize('NFKC').toLowerCase());
}

const noArm = new Set('|null|nil|nan|nat|na|n/a|#n/a|<na>|undefined|\\n'.split('|'));

/** Whether a text says that nothing was assigned; "none" can be the name of a control. */
export function isNoArm(arm: string): boolean {
  return noArm.has(arm.toLowerCase());
}

/** An id without what often differs between two exports of the same ids: case, width, blanks, a trailing .0, leading zeros. */
export function nearForm(id: string): string {
  const form = id
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"'`]/g, '');
  return /^\d+(?:\.0+)?$/.test(form) ? form.replace(/\.0+$/, '').replace(/^0+(?=\d)/, '') : form;
}
