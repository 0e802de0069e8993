/** Tables that TypeScript makes or puts, and no file of src/sql/ is named after: what a row of each is. A test holds the list against the code. */
export const tablesInCode: Readonly<Record<string, string>> = {
  settings: 'the configuration and the period of the run: there is one row',
  goals: 'one goal, in the order of the configuration',
  touch_rules: 'one kind of activity and one way to reach somebody, with its weight and its window',
  sensitivity_cells: 'one cell of the grid of windows and touch rules that the results are tried under',
  bucket_offsets: 'one goal and one number of time buckets that its window can reach back',
  code_places: 'one place of a code within a cell',
  reaches: 'one way in which a touch reached its person',
  skipped: 'one kind of activity that last_non leaves out',
  credit_rows:
    'one touch on the path of one conversion, with its credit under every model, in micro-credits: the ledger',
  channel_sums:
    'one goal, group, tactic and KOL, and one of 100 person buckets, with sums of credit and of value',
  group_sums: 'one goal, one group and one person bucket',
  tactic_sums: 'one goal, one tactic and one person bucket',
  kol_sums: 'one goal, one KOL and one person bucket',
  group_moments: 'one model, goal and group, with the sums that the jackknife needs',
  tactic_moments: 'one model, goal and tactic, with the sums that the jackknife needs',
  kol_moments: 'one model, goal and KOL, with the sums that the jackknife needs',
  group_holdings:
    'one model, goal and group of which one person bucket holds a large share, and the most that one person holds',
  tactic_holdings:
    'one model, goal and tactic of which one person bucket holds a large share, and the most that one person holds',
  kol_holdings:
    'one model, goal and KOL of which one person bucket holds a large share, and the most that one person holds',
  sensitivity_sums: 'one cell of the grid, goal and group, with its credit under every rule model',
  weeks: 'one week, from the first to the last in which anything happened',
  lift_parts: 'one tactic and the claim that it is read in',
  lineage_labels: 'one group and its unit: the groups to which splits, merges and migrations connect it',
  rate_players: 'one goal and one channel that plays the rate game, with its bit',
  shapley_values: 'one goal and one channel that is on any journey, with its values in both games',
  channel_weights: 'one goal, channel and learned model, with the weight of the channel',
  path_shares: 'one conversion and one channel on its path, with its share under every learned model',
  markov_orders:
    'one goal and one order of the chain, with how well it predicts journeys it was not fitted to',
  markov_effects: 'one goal, order and channel, with what its removal loses',
  markov_moves: 'one goal, order and transition that was taken',
  markov_sets: 'one goal, order and KOL or matrix, with what the removal of all its channels loses',
  compared: 'the two moments at which two runs were made: there is one row (grouplift diff)',
  asked: 'one conversion that somebody asked about (grouplift explain)',
  named: 'one id that somebody asked about (grouplift explain)',
};
