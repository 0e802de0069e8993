/** From this line of a copy on, until the next shift, lines correspond to those of the file from `source` on. */
export interface LineShift {
  readonly copy: number;
  readonly source: number;
}

/** The line (or row) in the user's file that a line of its copy corresponds to; without shifts they are the same. */
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

/** The line of a copy that a line of the file has become; the line was copied. */
export function lineInCopy(shifts: readonly LineShift[], line: number): number {
  const shift = shifts.findLast(({ source }) => source <= line);
  return shift === undefined ? line : shift.copy + line - shift.source;
}

/** Collects shifts while a copy is written; its records may span several lines. */
export class ShiftCollector {
  readonly shifts: LineShift[] = [];
  #copy = 1;
  #expected = 1;

  /** Adds a record of `lines` lines in the copy that is at line `source` of the source. */
  add(source: number, lines: number): void {
    if (source !== this.#expected || this.shifts.length === 0) this.shifts.push({ copy: this.#copy, source });
    this.#copy += lines;
    this.#expected = source + lines;
  }
}
