/** Prints what a study found: lines on stdout, notes on stderr. */
export function printStudy({
  lines,
  notes,
}: {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}): void {
  for (const note of notes) process.stderr.write(`${note}\n`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
