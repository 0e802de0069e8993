import { chiSquareQuantile, gammaTail } from './gamma.js';

/** Rows on one business day; days are numbered consecutively. */
export interface DayRows {
  readonly day: number;
  readonly rows: number;
}

/** Consecutive days without any rows, both ends included. */
export interface Silence {
  readonly from: number;
  readonly to: number;
}

/** The rhythm of a series, and the silences that it does not explain. */
export interface Rhythm {
  /** the longest silence in days that is usual for it */
  readonly usual_days: number;
  readonly unusual: readonly Silence[];
}

/** A silence must be this much longer than the longest usual one, measured from row to row. */
const clearlyLonger = 1.25;
/** Number of usual silences from which their lengths have a distribution; with fewer, the series must have rows on this share of its days. */
const leastSilences = 4;
const leastFilled = 0.9;
/** For a series that does not, this many usual silences are needed per hole. */
const silencesPerHole = 4;
/** Number of stretches of the length of a silence needed to judge it, and the days of history examined. */
const leastStretches = 4;
const leastDays = 14;
/** Days with rows from which the runs of nearly daily series are judged, unless something else is requested. */
const leastDaysOfRuns = 28;
const historyDays = 182;
const historyStretches = 8;
/** A series has at most this many holes, and at most one per this many days with rows, in addition to the first. */
const mostHoles = 3;
const daysPerHole = 20;

/**
 * The silences up to `end` that a series' own rhythm does not explain. A silence counts if it is clearly longer than the longest usual one and its
 * probability is below `level` by two measures: how long the usual silences are, and how often silences begin and last, or how many rows other
 * stretches of its length have. A source is not suspected merely because it is rare or comes in bursts, nor if there is too little to judge it by.
 * `days` are in order, each once, each with rows.
 */
export function rhythmOf(
  days: readonly DayRows[],
  end: number,
  level: number,
  least_days: number = leastDaysOfRuns,
): Rhythm {
  const runs = silencesOf(days, end).sort((a, b) => lengthOf(b) - lengthOf(a) || b.from - a.from);
  const most = Math.min(mostHoles, 1 + Math.floor(days.length / daysPerHole), runs.length);
  for (let holes = most; holes > 0; holes -= 1) {
    const suspects = runs.slice(0, holes);
    const usual = runs.slice(holes).map(lengthOf);
    const shortest = lengthOf(suspects[holes - 1] as Silence);
    const usual_days = usual[0] ?? 0;
    if (usual.length > 0 && usual.length < silencesPerHole * holes && !isFilled(days.length, usual)) continue;
    if (!isLonger(shortest, usual_days)) continue;
    if (chanceOfSilence(days.length, usual, shortest) >= level) continue;
    const ofRuns = chanceOfRun(days.length, usual, shortest, least_days);
    if (Math.min(ofRuns, chanceOfNoRows(days, end, suspects, shortest)) >= level) continue;
    return { usual_days, unusual: suspects.sort((a, b) => a.from - b.from) };
  }
  return { usual_days: runs[0] === undefined ? 0 : lengthOf(runs[0]), unusual: [] };
}

function lengthOf({ from, to }: Silence): number {
  return to - from + 1;
}

/** After a series with rows on every day, a single day is longer than usual. */
function isLonger(silent_days: number, usual_days: number): boolean {
  return usual_days === 0 ? silent_days >= 1 : silent_days >= clearlyLonger * (usual_days + 1);
}

/** Every run of days without rows between the first day and the end. */
function silencesOf(days: readonly DayRows[], end: number): Silence[] {
  return days.flatMap(({ day }, at) => {
    const next = days[at + 1]?.day ?? end + 1;
    return next - day > 1 ? [{ from: day + 1, to: next - 1 }] : [];
  });
}

/**
 * The probability that a series with rows on nearly all of its days begins a silence of this length on a given day: how often silences begin, and
 * how often they last another day. 1 for other series.
 */
function chanceOfRun(
  filled_days: number,
  usual: readonly number[],
  length: number,
  least_days: number,
): number {
  if (filled_days < least_days || !isFilled(filled_days, usual)) return 1;
  const silent_days = usual.reduce((total, value) => total + value, 0);
  const begins = (usual.length + 0.5) / (filled_days + 1);
  const lasts = (silent_days - usual.length + 0.5) / (silent_days + 1);
  return begins * lasts ** (length - 1);
}

/** The upper end of the 95 % interval of a variance. */
function upperVariance(values: readonly number[], mean: number): number {
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return squares / chiSquareQuantile(0.025, values.length - 1);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** Whether a series has rows on nearly all of its days except the suspected ones. */
function isFilled(filled_days: number, usual: readonly number[]): boolean {
  const silent_days = usual.reduce((total, value) => total + value, 0);
  return filled_days >= leastFilled * (filled_days + silent_days);
}

/** The probability of a silence as long as this among the usual ones: a gamma distribution, with a twelfth added to its variance for whole days. */
function chanceOfSilence(filled_days: number, usual: readonly number[], length: number): number {
  if (usual.length < leastSilences) return isFilled(filled_days, usual) ? 0 : 1;
  const mean = meanOf(usual);
  const shape = mean ** 2 / (upperVariance(usual, mean) + 1 / 12);
  return gammaTail(shape, (shape * length) / mean);
}

/**
 * The probability that `length` days hold no row, from the other stretches of that length: a negative binomial whose size is taken one standard
 * error low, and never less than the emptiest stretch suggests. If there are too few stretches, the lengths of the silences decide alone.
 */
function chanceOfNoRows(
  days: readonly DayRows[],
  end: number,
  suspects: readonly Silence[],
  length: number,
): number {
  const sums = stretchSums(days, end, suspects, length);
  if (sums.length < leastStretches) return days.length < leastDays ? 1 : 0;
  const mean = meanOf(sums);
  const size = gammaShape(sums) / (1 + Math.sqrt(2 / sums.length));
  return Math.max((1 + mean / size) ** -size, Math.exp(-Math.min(...sums)) / sums.length);
}

/**
 * The shape of the gamma distribution of counts by maximum likelihood (Minka's approximation): it follows how low the low counts are, where a
 * variance would follow the rare high ones. It includes the spread of pure chance.
 */
function gammaShape(counts: readonly number[]): number {
  const shifted = counts.map((count) => count + 0.5);
  const spread = Math.max(1e-9, Math.log(meanOf(shifted)) - meanOf(shifted.map(Math.log)));
  return (3 - spread + Math.sqrt((spread - 3) ** 2 + 24 * spread)) / (12 * spread);
}

/** Rows of stretches of `length` days, the latest first, as if the suspected silences had not occurred. */
function stretchSums(
  days: readonly DayRows[],
  end: number,
  suspects: readonly Silence[],
  length: number,
): number[] {
  const first = days[0]?.day ?? end + 1;
  const cut = (day: number) =>
    suspects.reduce((total, one) => total + Math.max(0, Math.min(one.to, day - 1) - one.from + 1), 0);
  const total_days = Math.min(
    end - first + 1 - suspects.reduce((total, one) => total + lengthOf(one), 0),
    Math.max(historyDays, historyStretches * length),
  );
  const last = end - cut(end + 1);
  const sums = Array.from({ length: Math.floor(total_days / length) }, () => 0);
  for (const { day, rows } of days) {
    const place = Math.floor((last - (day - cut(day))) / length);
    if (place >= 0 && place < sums.length) sums[place] = (sums[place] ?? 0) + rows;
  }
  return sums;
}
