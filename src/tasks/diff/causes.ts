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
  /** whether a later as_of alone can cause it */
  readonly by_as_of: boolean;
}

const days = ['days'];

export const turns = {
  added: { cause: 'late', tables: ['conversions'], rules: ['goals', ...days], by_as_of: false },
  removed: { cause: 'withdrawn', tables: ['conversions'], rules: ['goals', ...days], by_as_of: true },
  corrected: { cause: 'corrected', tables: ['conversions'], rules: ['goals'], by_as_of: true },
  refund: { cause: 'refund', tables: ['reversals'], rules: [], by_as_of: true },
  identity: {
    cause: 'identity',
    tables: ['identities', 'activities', 'memberships', 'kols'],
    rules: ['identity'],
    by_as_of: true,
  },
  exclusion: { cause: 'exclusion', tables: ['exclusions'], rules: [], by_as_of: false },
  touch: {
    cause: 'touch',
    tables: [
      ...['activities', 'memberships', 'codes', 'identities', 'conversions', 'groups', 'tactics'],
      ...['tactic_groups', 'kols', 'group_lineage'],
    ],
    rules: ['touches', 'attribution', 'goals', 'identity'],
    by_as_of: true,
  },
} as const satisfies Readonly<Record<string, Turns>>;

export type Turn = keyof typeof turns;

/** The cause of a difference that depends on some tables and rules. */
export function causeOf(turn: Turn, changed: Changed): Cause {
  const { cause, tables, rules, by_as_of }: Turns = turns[turn];
  const found: Cause[] = [
    ...((by_as_of && changed.as_of) || tables.some((table) => changed.data.has(table)) ? [cause] : []),
    ...(rules.some((rule) => changed.rules.has(rule)) || tables.some((table) => changed.readings.has(table))
      ? (['rule'] as const)
      : []),
    ...(changed.version ? (['version'] as const) : []),
  ];
  if (found.length > 1) return 'several';
  return found[0] ?? 'unexplained';
}
