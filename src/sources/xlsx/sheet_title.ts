/** How messages name a sheet of a workbook. */
export function sheetTitle(file: string, sheet: string): string {
  return `${file}, sheet "${sheet}"`;
}

/** What messages call a row of a file with that name. */
export function placeWord(name: string): 'row' | 'line' {
  return /, sheet ".*"$/s.test(name) ? 'row' : 'line';
}
