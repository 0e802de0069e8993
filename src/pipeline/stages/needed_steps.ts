/** A step of a recipe, as far as the order of making is concerned. */
export interface Making {
  /** the table that the step makes or replaces; null = it is always taken: it refuses bad input, or puts settings */
  readonly makes: string | null;
  /** tables that it reads */
  readonly reads: readonly string[];
}

/** The steps of a recipe, in order, that some tables need: those that make them and those that make what these read. */
export function neededSteps<Step extends Making>(recipe: readonly Step[], tables: readonly string[]): Step[] {
  const wanted = new Set(tables);
  const needed = recipe.toReversed().filter(({ makes, reads }) => {
    const isNeeded = makes === null || wanted.has(makes);
    if (isNeeded) for (const table of reads) wanted.add(table);
    return isNeeded;
  });
  return needed.reverse();
}
