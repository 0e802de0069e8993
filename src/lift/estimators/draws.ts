/** Units that were assigned together, by their places; they are compared over the same periods. */
export interface Draw {
  readonly units: readonly number[];
  /** period of its first assignment: what landed earlier is the time before */
  readonly begins: number;
  /** period of its last assignment: from here on every unit is observed as assigned */
  readonly since: number;
}

/** Two units of an arm show how much they vary. */
const least_per_arm = 2;

/**
 * Units assigned at different times, as draws that can each be compared: a season or growth between two assignments would look like an effect
 * if the arms were compared across them. Dates without two units in both arms are joined with the next one, or, at the end, with the last draw as
 * far as that adds time of treated units; what is left cannot be compared. `since`: the period of each unit's assignment.
 */
export function drawsOf(
  since: readonly number[],
  is_treated: readonly boolean[],
  periods: number,
): readonly Draw[] {
  const dates = [...new Set(since)].sort((a, b) => a - b);
  const draws: Draw[] = [];
  let open: number[] = [];
  for (const date of dates) {
    open = [...open, date];
    const joined = together(open, since);
    if (!hasBothArms(joined.units.map((unit) => is_treated[unit]!))) continue;
    draws.push(joined);
    open = [];
  }
  const last = draws.pop();
  return last === undefined ? [] : [...draws, longest(last, open, since, is_treated, periods)];
}

function together(dates: readonly number[], since: readonly number[]): Draw {
  const units = [...since.keys()].filter((unit) => dates.includes(since[unit]!));
  return { units, begins: dates[0]!, since: dates.at(-1)! };
}

/** Whether units, of which these are treated, can be compared. */
export function hasBothArms(is_treated: readonly boolean[]): boolean {
  const treated = is_treated.filter(Boolean).length;
  return Math.min(treated, is_treated.length - treated) >= least_per_arm;
}

/** The last draw with as many later dates as leave the most time of treated units to compare. */
function longest(
  last: Draw,
  later: readonly number[],
  since: readonly number[],
  is_treated: readonly boolean[],
  periods: number,
): Draw {
  const timeOf = (draw: Draw) =>
    draw.units.filter((unit) => is_treated[unit]).length * (periods - draw.since);
  return later
    .map((date) => {
      const more = [...since.keys()].filter((unit) => since[unit]! > last.since && since[unit]! <= date);
      return { units: [...last.units, ...more].sort((a, b) => a - b), begins: last.begins, since: date };
    })
    .reduce((best, one) => (timeOf(one) > timeOf(best) ? one : best), last);
}
