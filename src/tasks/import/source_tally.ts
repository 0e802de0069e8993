/** The first record of a file that could not be understood. */
export interface FirstReject {
  readonly line: number;
  readonly reason: string;
}

/** What was read from one file. */
export interface SourceCounts {
  readonly records: number;
  readonly rows: number;
  readonly rejects: number;
  readonly first_reject: FirstReject | null;
  readonly first_us: number | null;
  readonly last_us: number | null;
  readonly skipped: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

export class SourceTally implements SourceCounts {
  records = 0;
  rows = 0;
  rejects = 0;
  first_reject: FirstReject | null = null;
  first_us: number | null = null;
  last_us: number | null = null;
  readonly skipped = new Map<string, number>();
  readonly notes: string[] = [];
  private repeatedIds = 0;

  leaveOut(reason: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  reject(line: number, reason: string): void {
    this.rejects += 1;
    this.first_reject ??= { line, reason };
  }

  /** Reports, once, that ids of this file are not ids. */
  repeated(file: string, id: string): void {
    this.repeatedIds += 1;
    if (this.repeatedIds > 1) return;
    this.notes.push(
      `${file}: some ids, such as ${id}, occur on records at different times: all of these records are kept, only the first of them with the id.`,
    );
  }

  at(us: number): void {
    if (this.first_us === null || us < this.first_us) this.first_us = us;
    if (this.last_us === null || us > this.last_us) this.last_us = us;
  }
}
