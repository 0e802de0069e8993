import type { Config } from '../../config/config.js';
import type { Engine } from '../../engines/engine.js';
import type { Source } from '../../loading/load.js';
import type { Finding } from './findings.js';

/** What a rule looks at: the tables in the engine, how they were read, and the moment up to which they count. */
export interface Checked {
  readonly engine: Engine;
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly as_of_us: number;
}

/** One question to the input, and what it found. */
export type Rule = (checked: Checked) => Promise<Finding[]>;
