/** From this line of a copy on, lines are those of the file from `source` on, until the next shift. */
export interface LineShift {
  readonly copy: number;
  readonly source: number;
}

/** The line (or row) in the file of the user that a line of the copy of it stands for; without shifts they are the same. */
export function lineInSource(shifts: readonly LineShift[] | undefined, line: number): number {
  if (shifts === undefined) return line;
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle] as LineShift).copy <= line) low = middle + 1;
    else high = middle;
  }
  const shift = shifts[low - 1];
  return shift === undefined ? line : shift.source + line - shift.copy;
}

/** Collects shifts while a copy is written, in which records may have several lines each. */
export class ShiftCollector {
  readonly shifts: LineShift[] = [];
  #copy = 1;
  #expected = 1;

  /** A record of so many lines in the copy, which stands in this line of the source. */
  add(source: number, lines: number): void {
    if (source !== this.#expected || this.shifts.length === 0) this.shifts.push({ copy: this.#copy, source });
    this.#copy += lines;
    this.#expected = source + lines;
  }
}
