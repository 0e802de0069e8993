import type { InputConfig } from './config.js';

/** The sources of a table, each with its own mapping; none if the table is not given. */
export function partsOf(input: InputConfig | undefined): readonly InputConfig[] {
  return input === undefined ? [] : [input, ...input.others];
}
