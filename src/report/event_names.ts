/** The height of one row of names above the chart, how many there can be, and how long a name can be. */
export const rowHeight = 13;
const [mostRows, mostLetters] = [3, 28];

export interface Named {
  readonly x: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly row: number;
}

/** Where each event is named: in the lowest row where its name touches no other, so that close events are named above each other. */
export function namedEvents(
  events: readonly { readonly x: number; readonly name: string }[],
  full: number,
): Named[] {
  const taken: { row: number; from: number; to: number }[] = [];
  return events.toReversed().flatMap(({ x, name }): Named[] => {
    const text = cut(name);
    const width = widthOf(text);
    const anchor = x + width / 2 > full ? 'end' : x < width / 2 ? 'start' : 'middle';
    const from = anchor === 'end' ? x - width : anchor === 'start' ? x : x - width / 2;
    const isFree = (row: number) =>
      taken.every((one) => one.row !== row || one.from > from + width || from > one.to);
    const row = Array.from({ length: mostRows }, (_, index) => index).find(isFree);
    if (row === undefined) return [];
    taken.push({ row, from: from - 4, to: from + width + 4 });
    return [{ x, text, anchor, row }];
  });
}

/** The height that all rows but the lowest one take. */
export function heightOver(named: readonly Named[]): number {
  return rowHeight * Math.max(0, ...named.map(({ row }) => row));
}

/** About how wide a text of 11 pixels is. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 11 : 6.2), 0);
}

/** A name, shortened so that it takes no more than about half the width of a narrow chart. */
function cut(name: string): string {
  const letters = [...name];
  return letters.length <= mostLetters ? name : `${letters.slice(0, mostLetters - 1).join('')}\u2026`;
}
