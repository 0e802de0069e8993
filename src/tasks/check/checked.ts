import type { Config } from '../../config/config.js';
import type { Engine } from '../../engines/engine.js';
import type { Source } from '../../loading/load.js';
import type { Finding } from './findings.js';

/** What a rule examines: the tables in the engine, how they were read, and the time up to which they count. */
export interface Checked {
  readonly engine: Engine;
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly as_of_us: number;
}

/** One question about the input; returns what it found. */
export type Rule = (checked: Checked) => Promise<Finding[]>;
