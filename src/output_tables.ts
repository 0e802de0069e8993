/** The tables that a run writes into `tables/`: what a row is, and what each column means. Documentation as data; a test holds it to a real run. */

/** How a column is stored in Parquet. In CSV every column is text, and DOUBLE has six decimals. */
export type OutputType = 'VARCHAR' | 'BIGINT' | 'DOUBLE';

export interface OutputColumn {
  readonly type: OutputType;
  /** what one unit is; empty for names and ids */
  readonly unit: string;
  readonly summary: string;
}

export interface OutputTable {
  readonly summary: string;
  readonly columns: Readonly<Record<string, OutputColumn>>;
}

/** Stands for one column a model, named after the model, in the order in which the models were asked for. */
export const modelColumns = '<model>';

const micro = 'micro-credits (1,000,000 = one conversion)';
const major = 'major unit of the currency';
const minor = 'minor unit of the currency';
const moment = 'microseconds since 1970-01-01, UTC';
const goal = text('The goal.');
const model = text('The attribution model.');

function text(summary: string): OutputColumn {
  return { type: 'VARCHAR', unit: '', summary };
}

function count(unit: string, summary: string): OutputColumn {
  return { type: 'BIGINT', unit, summary };
}

function measure(unit: string, summary: string): OutputColumn {
  return { type: 'DOUBLE', unit, summary };
}

/** The table of credit by one dimension. */
function creditBy(dimension: 'group' | 'tactic' | 'KOL', key: string): OutputTable {
  return {
    summary: `One model, one goal and one ${dimension}: the credit of the reported period (grade D). One more row a model and goal, \`(unattributed)\`, makes the sum that of the source. \`(none)\`, where it is there, is credit of touches without a ${dimension}.`,
    columns: {
      model,
      goal,
      [key]: text(
        `The ${dimension}; \`(unattributed)\` and \`(none)\` are reserved, an input id like that has a leading backslash.`,
      ),
      conversions: measure('conversions', 'Gross credit.'),
      conversions_se: measure('conversions', 'Standard error of the gross credit, over 100 person buckets.'),
      conversions_low: measure(
        'conversions',
        'Lower end of the 95 % interval of the gross credit; empty where fewer than 10 person buckets carry 20 conversions or more.',
      ),
      conversions_high: measure('conversions', 'Its upper end.'),
      person_buckets: count('buckets', 'Person buckets, of 100, that hold any of the credit.'),
      value: measure(major, 'Gross credit in money; empty for a goal without value.'),
      value_se: measure(major, 'Standard error of the gross credit in money.'),
      value_low: measure(
        major,
        'Lower end of its 95 % interval; empty where fewer than 10 person buckets hold it, where one person holds more than a tenth of it, and for what is unattributed.',
      ),
      value_high: measure(major, 'Its upper end.'),
      conversions_net: measure('conversions', 'Credit without fully reversed conversions.'),
      value_net: measure(major, 'Credit in money, less what was reversed.'),
      any_touch: count(
        'conversions',
        `Conversions with at least one credited touch of this ${dimension}. Not additive: one conversion counts in several rows.`,
      ),
      placebo: count(
        'conversions',
        `Conversions whose person was touched by this ${dimension} within the window after. Not additive, and never subtracted.`,
      ),
    },
  };
}

export const outputTables = {
  credit: {
    summary:
      'The ledger: one touch (or bundle of touches, or code) of one reported conversion, oldest first; and one row for each unattributed conversion. The micro-credits of a conversion add up to 1,000,000 under every model, or to 0 if it is unattributed.',
    columns: {
      goal,
      conversion_id: text('The conversion.'),
      conversion_ts_us: count(moment, 'When it landed.'),
      user_id: text('The product user.'),
      activity_id: text('The activity; of a bundle its last one; of a code `code:` and the code.'),
      group_id: text('The group of the touch.'),
      tactic_id: text('The tactic of the touch.'),
      kol_id: text('The KOL of the touch.'),
      kind: text('The kind of the touch; `code` for a code.'),
      reach: text('actor (the person did it), audience (the person was present) or code.'),
      touches: count(
        'touches',
        'Touches in this row: 1, or more in a bundle; 0 in a row of an unattributed conversion.',
      ),
      touch_ts_us: count(moment, 'When the touch was; of a bundle its last touch.'),
      reason: text('Why the conversion is unattributed; empty otherwise.'),
      value_minor: count(
        minor,
        'Value of the conversion, repeated in each of its rows; empty for a goal without value.',
      ),
      [modelColumns]: count(micro, 'Credit of this row under that model.'),
    },
  },
  group_credit: creditBy('group', 'group_id'),
  tactic_credit: creditBy('tactic', 'tactic_id'),
  kol_credit: creditBy('KOL', 'kol_id'),
  markov_channels: {
    summary:
      'One goal and channel (attribution.channel) on any journey up to as_of, where the model markov is asked for: what the Markov chain of the journeys loses without it. A journey is the path of touches that a conversion closes, or that led to nothing within the window.',
    columns: {
      goal,
      order: count('touches', 'How many touches back a state remembers.'),
      channel: text('The channel; `(none)` for touches without one.'),
      removal_effect: measure(
        'share',
        'The share of all conversions that is lost when every state with the channel leads to nothing. The effects do not add up to 1. Empty without conversions.',
      ),
      removal_effect_se: measure(
        'share',
        'Standard error over 100 person buckets; empty where it would take too long.',
      ),
      removal_effect_low: measure(
        'share',
        'Lower end of the 95 % interval on the logit scale; empty for effects of 0 and 1 and with fewer than 10 non-empty buckets.',
      ),
      removal_effect_high: measure('share', 'Upper end of that interval.'),
      removal_effect_value: measure(
        'share',
        'The same share of the value of conversions; empty for a goal without value.',
      ),
      standard_conversions: measure(
        'conversions',
        'Removal effect / sum of removal effects x conversions of all journeys: what other libraries print. Not the credit of the ledger.',
      ),
      standard_value: measure(major, 'The same with value; empty for a goal without value.'),
    },
  },
  markov_rollups: {
    summary:
      'One goal and one KOL or matrix, where channels are of groups: what the Markov chain loses without all its groups at once. It is less than the sum over the groups: journeys that meet several of them are lost once.',
    columns: {
      goal,
      level: text('kol or matrix.'),
      name: text('The KOL, or the matrix.'),
      channels: count('channels', 'Its channels that are on any journey.'),
      removal_effect: measure('share', 'The share of all conversions that is lost.'),
      removal_effect_value: measure('share', 'The share of their value; empty for a goal without value.'),
    },
  },
  markov_transitions: {
    summary:
      'One goal and one transition of its Markov chain that was ever taken. A state is a channel, from order 2 on several with ` > ` between them.',
    columns: {
      goal,
      from: text('The state left; `(start)` before the first touch.'),
      to: text('The state entered; `(conversion)` and `(null)` are the ends.'),
      count: count(
        'journeys',
        'How often; a journey that n conversions close at the same instant counts n times.',
      ),
      probability: measure('share', 'Its share of the transitions from the same state.'),
    },
  },
  markov_orders: {
    summary:
      'One goal and order, where attribution.markov.order is auto: how well the chain foresees the journeys of people it was not fitted to.',
    columns: {
      goal,
      order: count('touches', 'How many touches back a state remembers.'),
      log_likelihood: measure(
        'natural logarithm',
        'Likelihood of the journeys of each of 100 person buckets under the chain of all others, added up.',
      ),
      shortfall: measure('natural logarithm', 'How much less than that of the best order.'),
      shortfall_se: measure('natural logarithm', 'Its standard error over person buckets.'),
      is_chosen: count('', '1 for the smallest order whose shortfall is within one standard error, else 0.'),
    },
  },
  shapley_channels: {
    summary:
      'One goal and channel on any journey up to as_of, where the model shapley is asked for: its Shapley values in two games.',
    columns: {
      goal,
      channel: text('The channel; `(none)` for touches without one.'),
      subset_conversions: measure(
        'conversions',
        'In the game where channels earn the conversions of the journeys that need no others. It equals an even split among the distinct channels of each journey.',
      ),
      rate_value: measure(
        'conversions per journey',
        'In the game where channels earn the conversion rate of those journeys, drawn towards the overall rate by 20 journeys; the values add up to the overall rate with that of the rest. Can be negative. Empty for a channel on fewer than 20 journeys, or not among the 11 on most journeys where there are more than 12.',
      ),
    },
  },
  placebo: {
    summary: 'One goal: conversions with a touch before and after, over the reported period.',
    columns: {
      goal,
      window_days: measure('days', 'The window of the goal.'),
      real: count('conversions', 'Conversions with credit.'),
      placebo: count('conversions', 'Conversions whose person was touched within the window after.'),
    },
  },
  placebo_test: {
    summary:
      'One goal, group and test: does the timing of touches support the credit? Conversions with a touch in the window before, against another window of the same people that cannot have caused them. Only conversions whose two windows can be observed; touches in the window of another conversion of the same person and goal, and those at the very moment of the conversion, count on neither side.',
    columns: {
      goal,
      group_id: text(
        'The group; `(any)` is all of them together: a conversion counts once. Groups without a touch in either window have no row.',
      ),
      test: text(
        'after_window: the window after the conversion. shifted_window: the window before the window before. random_date: the window before a random moment between the first and the last touch of the same person. The last two take only conversions without another one near by.',
      ),
      before: count('conversions', 'Conversions with a touch in the window before.'),
      after: count('conversions', 'Conversions with a touch in the window of the test.'),
      ratio: measure('', 'after / before; empty if there is nothing before.'),
      low: measure('', 'Lower end of its 95 % interval over people; empty under 10 person buckets.'),
      high: measure('', 'Its upper end.'),
      warning: text(
        'no_support: the upper end is .8 or more, so that timing alone gives no support for the credit. few: fewer than 30 conversions before, or no interval. Empty: fewer than before.',
      ),
      pairs: count('conversions', 'Conversions that the test could look at, with or without a touch.'),
    },
  },
  sensitivity: {
    summary:
      'One goal, model, window and touch rule, and one group with credit in that cell: would another choice change the decision? All cells come from one set of pairs at the largest window, weighed anew in each; learned models stand at the window of their goal.',
    columns: {
      goal,
      model,
      window_days: measure(
        'days',
        'The window of the cell, in place of that of the goal; a rule may have a shorter one.',
      ),
      rule: text(
        'The touch rule that counts alone, as reach and kinds; `(all)`: all of them, and codes. A kind that several rules name belongs to the first.',
      ),
      group_id: text('The group; `(none)` is credit of touches without a group.'),
      conversions: measure('conversions', 'Gross credit; an estimate where share_read is below 1.'),
      rank: count('', 'Its place among the groups of the cell, 1 the most credit; equal credit, equal rank.'),
      share_read: measure(
        '',
        'The share of the conversions that the cells were computed from: 1, less for a goal with more than about 1.5 million touches in the largest window.',
      ),
    },
  },
  unattributed: {
    summary: 'One goal and reason: conversions without credit. The same under every model.',
    columns: {
      goal,
      reason: text('The first reason that applies.'),
      conversions: count('conversions', 'Gross.'),
      value: measure(major, 'Gross; empty for a goal without value.'),
    },
  },
  group_week: {
    summary:
      'One group and one week, from the first to the last week with messages or landed results, zeros included. Counted, not credit; all history up to as_of, not only the reported period. A person counts for one group: the one joined first (the home group).',
    columns: {
      group_id: text('The group.'),
      week_start: text('First day of the week, in the business zone.'),
      members: count(
        'people',
        'People of this home group who are in it at the end of the week; without a memberships table those who left are still in it.',
      ),
      landed: count(
        'conversions',
        'Gross conversions of the headline goals (the first goal if none is marked) by its people.',
      ),
      value: measure(
        major,
        'Their gross value; empty if no such goal has value, or if those goals are in several currencies.',
      ),
      messages: count(
        'messages',
        'Messages of the group, machines left out; empty if the input holds no kind that is talk.',
      ),
      chatters: count('members', 'Members who wrote at least one of them.'),
      value_reversed: measure(major, 'Reversed that week, by the day of the reversal.'),
    },
  },
  match_rate: {
    summary:
      'One group: how many of its members are linked to a product user. Excluded members are left out.',
    columns: {
      group_id: text('The group.'),
      members: count('members', 'Members up to as_of, those who left included.'),
      matched: count('members', 'Those linked to a product user, not quarantined.'),
      basis: text(
        'memberships, or observed: members seen in the activities, where there is no memberships table.',
      ),
    },
  },
  reconciliation: {
    summary: 'One goal and model: the source against the ledger, both counted apart. The differences are 0.',
    columns: {
      goal,
      model,
      source_total: measure('conversions', 'Conversions of the period, counted from the source.'),
      credited: measure('conversions', 'Credit in the ledger.'),
      unattributed: measure('conversions', 'Unattributed conversions in the ledger.'),
      difference: measure('conversions', 'Source less credited less unattributed.'),
      value_source_total: measure(major, 'The same four in money; empty for a goal without value.'),
      value_credited: measure(major, 'Credit in the ledger.'),
      value_unattributed: measure(major, 'Value of unattributed conversions.'),
      value_difference: measure(major, 'Source less credited less unattributed.'),
    },
  },
  landed: {
    summary:
      'One goal, week and class of member: everything that landed up to as_of, touched or not. Counted, not credit; not only the reported period.',
    columns: {
      goal,
      week_start: text('First day of the week, in the business zone.'),
      member_class: text('new, existing, reactivated or unknown; the four add up.'),
      conversions: count('conversions', 'Gross.'),
      value: measure(major, 'Gross; empty for a goal without value.'),
      conversions_net: count('conversions', 'Without fully reversed ones.'),
      value_net: measure(major, 'Less what was reversed.'),
    },
  },
  groups: {
    summary: 'One group that any input table speaks of.',
    columns: {
      group_id: text('The group.'),
      name: text('Its name.'),
      type: text('Its type; types are never ranked together.'),
      platform: text('The chat platform.'),
      matrix: text('The group matrix it belongs to.'),
    },
  },
  tactics: {
    summary: 'One tactic that any input table speaks of.',
    columns: {
      tactic_id: text('The tactic.'),
      name: text('Its name.'),
      kind: text('Its kind.'),
      starts_at_us: count(moment, 'When it starts.'),
      ends_at_us: count(moment, 'When it ends; empty: still running, or not known.'),
      cost: measure(major, 'Money spent.'),
      currency: text('Currency of the cost.'),
      hours: measure('hours', 'Working hours spent.'),
    },
  },
  lift: {
    summary:
      'One tactic and goal: what it caused, over all weeks up to as_of. A tactic of one kind that comes again and again in the same groups is one row, `kind:` and the kind. Estimates are per member at risk and period (`lift.period`); a tactic that cannot be identified has no number.',
    columns: {
      tactic_id: text('The tactic, or `kind:` and the kind of tactics read together.'),
      goal,
      estimator: text('holdout, imputation, synthetic_did or recurring.'),
      estimate: measure(
        'net conversions per member at risk and period',
        'Effect on the groups that had it (members: people at home there before it began).',
      ),
      se: measure('net conversions per member at risk and period', 'Standard error, clustered by group.'),
      low: measure(
        'net conversions per member at risk and period',
        'Low end of the interval, simultaneous over all claims (95 %).',
      ),
      high: measure('net conversions per member at risk and period', 'High end of that interval.'),
      p: measure('', 'p of the same test, times the claims, at most 1.'),
      incremental: measure(
        'net conversions',
        'Estimate x exposure: what would not have landed in the reported period otherwise; empty if it did not run in it.',
      ),
      credited: measure(
        'net conversions',
        'Credit under last_touch in the reported period; empty if that model was not asked for.',
      ),
      ratio: measure('', 'Incremental / credited.'),
      mde: measure(
        'net conversions per member at risk and period',
        'Smallest effect that this data would have found in 80 of 100 repetitions.',
      ),
      verdict: text('What may be said; see docs/lift.md.'),
      reason: text('The gate that decided, or is the strongest reason to doubt; empty where none failed.'),
      treated_groups: count('groups', 'Groups with the tactic that were compared.'),
      control_groups: count('groups', 'Groups without it that they were compared with.'),
      dropped_groups: count('groups', 'Groups that had it before they could be observed without it.'),
      exposure: measure(
        'members x periods',
        'Members at risk times periods with the tactic, in the reported period.',
      ),
      fix_groups: count(
        'groups',
        'What would tell: hold out so many groups, drawn by lot, against as many with the tactic. Empty where the effect is identified.',
      ),
      fix_periods: count('periods', 'For so long.'),
      fix_effect: measure(
        'net conversions per member at risk and period',
        'The smallest effect that this finds in 80 of 100 repetitions.',
      ),
    },
  },
  lift_gates: {
    summary: 'One gate of one claim of `lift`: what was asked before a verdict was given.',
    columns: {
      tactic_id: text('The tactic, as in `lift`.'),
      goal,
      gate: text('The gate; see docs/lift.md.'),
      statistic: measure("the gate's own unit", 'What was measured; empty where it could not be.'),
      p: measure('', 'p of the gate, where it is a test.'),
      passed: count('', '1 passed, 0 failed; empty: no condition, or it could not be asked.'),
    },
  },
  lift_event_study: {
    summary:
      "One claim of `lift` and a number of periods since the start (negative: before): Callaway and Sant'Anna's dynamic effects, compared with groups that do not have the tactic yet.",
    columns: {
      tactic_id: text('The tactic, as in `lift`.'),
      goal,
      since_start: count('periods', 'Periods since the group got the tactic.'),
      estimate: measure('net conversions per member at risk and period', 'The effect.'),
      se: measure('net conversions per member at risk and period', 'Standard error, clustered by group.'),
      low: measure(
        'net conversions per member at risk and period',
        'Low end of a band that holds for all terms at once (95 %).',
      ),
      high: measure('net conversions per member at risk and period', 'High end of that band.'),
    },
  },
  conflicts: {
    summary: 'One conversion id that came with different contents; the newest snapshot was kept.',
    columns: {
      conversion_id: text('The conversion.'),
      versions: count('versions', 'Different contents seen.'),
    },
  },
  unknown_codes: {
    summary: 'One code that conversions carry and the codes table does not have.',
    columns: {
      code: text('The code.'),
      conversions: count('conversions', 'Conversions that carry it.'),
    },
  },
  quarantine: {
    summary:
      'One set of linked ids with more product users than identity.max_users; its conversions are unattributed.',
    columns: {
      person_key: text('The smallest of its ids, as type:id.'),
      users: count('product users', 'Product users in it.'),
    },
  },
  excess_reversals: {
    summary: 'One conversion that was reversed for more than its value; the excess is not counted.',
    columns: {
      goal,
      conversion_id: text('The conversion.'),
      value_minor: count(minor, 'Its value.'),
      reversed_minor: count(minor, 'The sum of its reversals.'),
      excess_minor: count(minor, 'Reversed less value.'),
    },
  },
  lost_reversals: {
    summary:
      'One conversion id that reversals name and the table conversions does not have; they take nothing back.',
    columns: {
      conversion_id: text('The id.'),
      reversals: count('reversals', 'Reversals that name it.'),
    },
  },
  promo_suspects: {
    summary:
      'One person suspected of promo abuse, over everything up to as_of. A list to look at: nothing is taken out of any figure.',
    columns: {
      person_key: text('The smallest of its ids, as type:id.'),
      reasons: text(
        'burst (3 conversions with value of one goal within an hour), instant_refund (landed within an hour of joining, and all of it came back), opens_only (5 red envelopes opened, nothing else ever seen), quick_leaver (left every group within 7 days, with a red envelope or a code); several are separated by a comma.',
      ),
      conversions: count('conversions', 'Conversions of any goal.'),
      conversions_reversed: count('conversions', 'Those of which all came back.'),
      red_envelopes: count('red envelopes', 'Red envelopes opened.'),
    },
  },
  promo_effect: {
    summary: 'One goal: what landed in the reported period, with and without the people of promo_suspects.',
    columns: {
      goal,
      suspects: count('people', 'Suspects with a conversion in the period.'),
      conversions: count('conversions', 'Gross.'),
      conversions_without: count('conversions', 'Gross, without suspects.'),
      conversions_net: count('conversions', 'Without fully reversed ones.'),
      conversions_net_without: count('conversions', 'The same, without suspects.'),
      value_net: measure(major, 'Less what was reversed; empty for a goal without value.'),
      value_net_without: measure(major, 'The same, without suspects.'),
    },
  },
  rejects: {
    summary:
      'One rejected row of an input; at most the first 1,000 of each input table are listed, all are counted.',
    columns: {
      table_name: text('The canonical table.'),
      file: text('The file.'),
      line: count(
        'lines',
        'Line in the file, from 1; in JSON and Parquet the row. In compressed CSV files, and those above 64 MB, the row plus 1.',
      ),
      column: text('The source column; empty where the line as a whole cannot be read.'),
      found: text('What stands there.'),
      expected: text('What should stand there.'),
      reason: text('The kind of problem.'),
    },
  },
} as const satisfies Record<string, OutputTable>;

export type OutputTableName = keyof typeof outputTables;
