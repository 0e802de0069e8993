import { restatementCauses } from '../../report/published.js';

/** Why a row counts differently in two runs: what it depends on, and what changed between the runs. Pure. */

/** Possible causes of a difference; `several`: more than one thing changed, and the row does not tell which one matters. */
export const causes = restatementCauses;

export type Cause = (typeof causes)[number];

/** What differs between two runs. */
export interface Changed {
  readonly as_of: boolean;
  readonly version: boolean;
  /** which models share credit; what landed does not depend on them */
  readonly models: boolean;
  /** tables with different files */
  readonly data: ReadonlySet<string>;
  /** tables whose files are read differently */
  readonly readings: ReadonlySet<string>;
  /** sections of the configuration */
  readonly rules: ReadonlySet<string>;
}

/** What a difference can depend on: tables and sections of the configuration. */
interface Turns {
  readonly cause: Cause;
  readonly tables: readonly string[];
  readonly rules: readonly string[];
  /** whether another as_of alone can cause it */
  readonly by_as_of: boolean;
}

/** The zone in which times are read and days begin. */
const days = ['days'];

export const turns = {
  added: { cause: 'late', tables: ['conversions'], rules: ['goals', ...days], by_as_of: true },
  removed: { cause: 'withdrawn', tables: ['conversions'], rules: ['goals', ...days], by_as_of: true },
  corrected: { cause: 'corrected', tables: ['conversions'], rules: ['goals', ...days], by_as_of: true },
  refund: { cause: 'refund', tables: ['reversals'], rules: days, by_as_of: true },
  identity: { cause: 'identity', tables: ['identities'], rules: ['identity', ...days], by_as_of: true },
  exclusion: { cause: 'exclusion', tables: ['exclusions'], rules: [], by_as_of: false },
  code: { cause: 'touch', tables: ['codes'], rules: ['attribution', ...days], by_as_of: true },
  touch: {
    cause: 'touch',
    tables: [
      ...['activities', 'memberships', 'codes', 'groups', 'tactics', 'tactic_groups', 'kols'],
      'group_lineage',
    ],
    rules: ['touches', 'attribution', 'goals', ...days],
    by_as_of: true,
  },
} as const satisfies Readonly<Record<string, Turns>>;

export type Turn = keyof typeof turns;

/**
 * The cause of a difference, given what it may depend on, the likeliest first: the first of these of which any file
 * changed. Rules that changed count for all of them.
 */
export function causeOf(likeliest: readonly Turn[], changed: Changed): Cause {
  const asked: readonly Turns[] = likeliest.map((turn) => turns[turn]);
  const files = asked.find(
    ({ tables, by_as_of }) => (by_as_of && changed.as_of) || tables.some((table) => changed.data.has(table)),
  );
  const byRule = asked.some(
    ({ tables, rules }) =>
      rules.some((rule) => changed.rules.has(rule)) || tables.some((table) => changed.readings.has(table)),
  );
  const found: Cause[] = [
    ...(files === undefined ? [] : [files.cause]),
    ...(byRule ? (['rule'] as const) : []),
    ...(changed.version ? (['version'] as const) : []),
  ];
  if (found.length > 1) return 'several';
  return found[0] ?? 'unexplained';
}
