/** One way in which groups, results and a tactic may be related: settings for the world that `world.ts` draws. */
export interface Scenario {
  readonly name: string;
  readonly summary: string;
  /** planted effect as a multiple of the default one (20 % of the mean rate); 0: the tactic does nothing */
  readonly effect: number;
  /** weekly growth per standard deviation of liveliness, as a share of the mean rate */
  readonly slope: number;
  /** the same for a trait that no message reveals */
  readonly hidden_slope: number;
  /** who gets the tactic: lively groups, groups with the hidden trait, groups after a good week, or random assignment */
  readonly assignment: 'lively' | 'hidden' | 'good_week' | 'random';
  /** five dates, one date, or repeatedly */
  readonly schedule: 'staggered' | 'once' | 'recurring';
  /** whether the season adds the same to every group, or multiplies its own rate */
  readonly season: 'added' | 'multiplied';
  /** weekly growth in the treated groups from adoption on that is not caused by the tactic, as a share of the mean rate */
  readonly drift: number;
  /** share of the members of a group without the tactic who are also in a group with it */
  readonly overlap: number;
}

const base: Scenario = {
  name: 'base',
  summary: 'Lively groups get the tactic first; it adds a fifth to the rate.',
  effect: 1,
  slope: 0,
  hidden_slope: 0,
  assignment: 'lively',
  schedule: 'staggered',
  season: 'added',
  drift: 0,
  overlap: 0,
};

/** Every scenario; in a null scenario the tactic does nothing, whatever it looks like. */
export const scenarios = {
  base,
  null: { ...base, name: 'null', summary: 'Like base, but the tactic does nothing.', effect: 0 },
  multiplicative_season: {
    ...base,
    name: 'multiplicative_season',
    summary:
      'The season multiplies every rate, and lively groups have higher rates; the tactic does nothing.',
    effect: 0,
    season: 'multiplied',
  },
  lively_trend: {
    ...base,
    name: 'lively_trend',
    summary: 'Lively groups grow faster; the tactic does nothing.',
    effect: 0,
    slope: 0.01,
  },
  lively_trend_with_effect: {
    ...base,
    name: 'lively_trend_with_effect',
    summary: 'Lively groups grow faster, and the tactic works.',
    slope: 0.01,
  },
  launch_after_good_week: {
    ...base,
    name: 'launch_after_good_week',
    summary: 'A group gets the tactic after a good week; the tactic does nothing.',
    effect: 0,
    assignment: 'good_week',
  },
  spillover: {
    ...base,
    name: 'spillover',
    summary: 'Groups without the tactic share three members in ten with groups that have it.',
    overlap: 0.3,
  },
  hidden_trend: {
    ...base,
    name: 'hidden_trend',
    summary: 'Groups with a trait that no message reveals grow faster and get the tactic; it does nothing.',
    effect: 0,
    hidden_slope: 0.01,
    assignment: 'hidden',
  },
  drift_from_adoption: {
    ...base,
    name: 'drift_from_adoption',
    summary: 'Something else that starts together with the tactic lifts its groups; the tactic does nothing.',
    effect: 0,
    drift: 0.03,
  },
  recurring: {
    ...base,
    name: 'recurring',
    summary: 'A tactic that recurs and works for two weeks.',
    schedule: 'recurring',
  },
  holdout: {
    ...base,
    name: 'holdout',
    summary: 'Half of the groups assigned at random get the tactic on one day.',
    assignment: 'random',
    schedule: 'once',
  },
  holdout_null: {
    ...base,
    name: 'holdout_null',
    summary: 'Like holdout, but the tactic does nothing.',
    effect: 0,
    assignment: 'random',
    schedule: 'once',
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios) as ScenarioName[];

/** The slopes tried for the trend of lively groups, as shares of the mean rate per week. */
export const slopes: readonly number[] = [0.0025, 0.005, 0.01, 0.015, 0.02, 0.025];
