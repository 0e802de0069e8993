/** How sure the report is before it calls anything a highlight: error rates over a whole report in which nothing happened. */
export const signalLevels = {
  /** totals of headline goals, Holm */
  totals: 0.03,
  /** all groups and goals together, Benjamini and Hochberg */
  groups: 0.01,
  watch: 0.05,
  /** a week below this is a jump of its own, not a slow gain */
  single: 0.001,
} as const;
