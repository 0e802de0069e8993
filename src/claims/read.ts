import type { Config } from '../config/config.js';
import { mainGoal } from '../config/goals.js';
import type { UnreadReason } from '../contract/published_words.js';
import type { Engine } from '../engines/engine.js';
import { readRow, readRows, readTable } from '../engines/typed_rows.js';
import type { Thresholds } from '../lift/checks/thresholds.js';
import { type RecruitEffect, recruitEffect } from '../lift/estimators/recruits.js';
import type { Panel } from '../lift/panel/panel.js';
import type { TermRow } from '../lift/panel/panel_rows.js';
import { panelTable } from '../lift/panel/panel_table.js';
import { usable } from '../lift/panel/usable.js';
import {
  drawnGroups,
  drawnPeople,
  earlierResults,
  type NextStep,
  namedGroups,
  trialOf,
  waiting,
} from '../lift/readings/next_step.js';
import { type PooledKind, pooledKinds, type ShrunkReading } from '../lift/readings/pooled_kinds.js';
import { hasNumber, type Reading, readClaims } from '../lift/readings/read_claims.js';
import type { CommunityReading } from '../lift/readings/read_community.js';
import { microCredits } from '../pipeline/attribution.js';
import { thresholdsOf } from '../project/lift_settings.js';
import type { Period } from '../project/period.js';
import { type Overlap, readTacticStays } from './claim_facts.js';
import { type ClaimKey, claimKeys, panelPeriods, type ReadClaim, readClaim } from './claims.js';
import { communityReader } from './community.js';

/** What is known about the effect of one tactic on one goal; numbers are per member at risk and period. */
export interface LiftReading {
  readonly tactic_id: string;
  /** of the tactic, or of the series; null: the calendar gives none */
  readonly kind: string | null;
  readonly goal: string;
  /** null: `unread` gives the reason */
  readonly reading: Reading | null;
  readonly unread: UnreadReason | null;
  /** groups of the panel that get the tactic, and that never do */
  readonly treated_groups: number;
  readonly control_groups: number;
  /** members at risk x periods of the report with the tactic or in the goal's window after it; 0 if it did not run in the report */
  readonly exposure: number;
  /** net conversions that last_touch credits to it in the reported period; null if that model was not requested */
  readonly credited: number | null;
  /** effect by periods since the start, with simultaneous bands; empty if nothing is identified */
  readonly event_study: readonly TermRow[];
  readonly overlaps: readonly Overlap[];
  /** the cheapest next step that would settle it; null if the effect is identified */
  readonly fix: NextStep | null;
  /** what was counted while everybody had it at once; null if that is not the case, or its weeks are not fully known */
  readonly community: CommunityReading | null;
  /** people who joined after it began; null if nothing is known of them */
  readonly recruits: RecruitReading | null;
  /** the effect shrunk towards that of its kind; null if fewer than three tactics of its kind have one */
  readonly shrunk: ShrunkReading | null;
}

/** People who joined after a tactic began, what they landed, and how much of that comparable newcomers do not explain. */
export interface RecruitReading {
  readonly people: number;
  readonly landed: number;
  /** null: fewer than two groups on a side, a recurring tactic, or nothing that varies */
  readonly effect: RecruitEffect | null;
}

/** One seed for bands, permutations and placebo sets: the same tables give the same readings. */
const seed = 1;

/** Reads the lift of every tactic, all claims together. */
export async function readLift(engine: Engine, config: Config, period: Period): Promise<LiftReading[]> {
  const all = await allClaims(engine, config, period);
  const claims = all.filter(({ unread }) => unread === null);
  const limits = thresholdsOf(config);
  const readings = readClaims(
    claims.map(({ claim }) => claim),
    limits,
    seed,
  );
  const credited = await creditedNet(engine);
  const alpha = limits.alpha / Math.max(1, claims.length);
  const length_days = config.lift.period === 'week' ? 7 : 1;
  const read = claims.map((one, place): LiftReading => {
    const { key, claim, exposure, overlaps } = one;
    const reading = readings[place] as Reading;
    return {
      tactic_id: key.tactic_id,
      kind: key.kind,
      goal: key.goal,
      reading,
      unread: null,
      ...groupCounts(claim.panel, reading),
      exposure,
      credited: creditOf(key, credited),
      event_study: eventStudy(claim.panel, reading),
      overlaps,
      fix: isOpen(reading) ? trialOf(claim.panel) : null,
      community: null,
      recruits: recruitsOf(one, alpha),
      shrunk: null,
    };
  });
  const without = all.flatMap((one): LiftReading[] => {
    const { key, unread } = one;
    if (unread === null) return [];
    const plain = unreadOf(
      key.tactic_id,
      key.goal,
      unread,
      creditOf(key, credited),
      stepOf(one, length_days, limits),
    );
    return [{ ...plain, recruits: recruitsOf(one, alpha) }];
  });
  const found = [...read, ...without, ...(await unreadTactics(engine, config, all, credited))];
  const starts = new Map(all.map(({ key }) => [key.tactic_id, key.base_day]));
  return withShrunk(await withCommunity(engine, config, found, starts), limits);
}

/** The tactics of every kind together, if they have a number and a kind. */
export function kindsOf(readings: readonly LiftReading[], limits: Thresholds): PooledKind[] {
  const ofKinds = readings.flatMap(({ kind, reading, tactic_id, goal }) =>
    kind === null || reading === null ? [] : [{ kind, reading, tactic_id, goal }],
  );
  return pooledKinds(ofKinds, limits);
}

function withShrunk(readings: readonly LiftReading[], limits: Thresholds): LiftReading[] {
  const kinds = kindsOf(readings, limits);
  return readings.map((one) => {
    const mine = kinds.find(({ kind, goal }) => kind === one.kind && goal === one.goal);
    return { ...one, shrunk: mine?.tactics.find(({ tactic_id }) => tactic_id === one.tactic_id) ?? null };
  });
}

/** For tactics that everybody had at once, what was counted then: without a table of their groups, all tactics are such. */
async function withCommunity(
  engine: Engine,
  config: Config,
  readings: readonly LiftReading[],
  starts: ReadonlyMap<string, number>,
): Promise<LiftReading[]> {
  const isEverybodys = ({ reading, unread }: LiftReading) =>
    reading === null
      ? unread === 'no_groups' && config.inputs.tactic_groups === undefined
      : reading.tested === null && reading.reason === 'untreated_comparison';
  const ids = new Set(readings.filter(isEverybodys).map(({ tactic_id }) => tactic_id));
  const read = await communityReader(engine, config, ids, starts);
  const goal_no = (goal: string) => config.goals.findIndex(({ name }) => name === goal) + 1;
  return readings.map((one) =>
    isEverybodys(one) ? { ...one, community: read(one.tactic_id, goal_no(one.goal)) } : one,
  );
}

/** Credit of one tactic, or of several together; null if it was not requested. */
function creditOf(
  { tactic_nos, goal_no }: Pick<ClaimKey, 'tactic_nos' | 'goal_no'>,
  credited: Awaited<ReturnType<typeof creditedNet>>,
): number | null {
  if (credited === null) return null;
  return tactic_nos.reduce((sum, no) => sum + (credited.get(`${goal_no} ${no}`) ?? 0), 0);
}

async function allClaims(engine: Engine, config: Config, period: Period): Promise<ReadClaim[]> {
  if (config.inputs.tactic_groups === undefined) return [];
  const periods = await panelPeriods(engine);
  const reported = { from_day: dayNumber(period.from, -1e9), to_day: dayNumber(period.to, 1e9) };
  const keys = await claimKeys(engine, config);
  const stays = await readTacticStays(engine);
  const read = async (some: readonly ClaimKey[]) => {
    const claims: ReadClaim[] = [];
    for (const key of some) claims.push(await readClaim(engine, key, periods, reported, stays, config));
    return claims;
  };
  const inSeries = (all: readonly ClaimKey[]) =>
    new Set(all.filter(isSeries).flatMap(({ tactic_nos }) => tactic_nos));
  const isPart = (key: ClaimKey, parts: ReadonlySet<number>) =>
    !isSeries(key) && key.tactic_nos.every((no) => parts.has(no));
  const every = inSeries(keys);
  const claims = await read(keys.filter((key) => !isPart(key, every)));
  const limits = thresholdsOf(config);
  const isRead = ({ claim, unread }: ReadClaim) => unread === null && hasNumber(claim, limits, seed);
  const unread = claims.filter((one) => isSeries(one.key) && !isRead(one));
  const parts = inSeries(unread.map(({ key }) => key));
  const singles = await read(keys.filter((key) => isPart(key, parts)));
  return eitherWay(claims, singles, isRead);
}

/** Series of tactics of one kind or, for a series that cannot be read as one, the tactics in it if any of these can be read. */
function eitherWay(
  claims: readonly ReadClaim[],
  singles: readonly ReadClaim[],
  isRead: (one: ReadClaim) => boolean,
): ReadClaim[] {
  const known = singles.filter(isRead).flatMap(({ key }) => key.tactic_nos);
  return claims.flatMap((one) => {
    const { goal, tactic_nos } = one.key;
    if (!isSeries(one.key) || !tactic_nos.some((no) => known.includes(no))) return [one];
    return singles.filter(({ key }) => key.goal === goal && tactic_nos.includes(key.tactic_nos[0]!));
  });
}

function isSeries({ tactic_nos }: ClaimKey): boolean {
  return tactic_nos.length > 1;
}

function dayNumber(date: string | null, otherwise: number): number {
  return date === null ? otherwise : Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

/** Net conversions credited by last_touch, by `goal_no tactic_no`; null if the run has no such model. */
async function creditedNet(engine: Engine): Promise<Map<string, number> | null> {
  const rows = await readTable(engine, 'tactic_moments', {
    goal_no: 'number',
    tactic_no: 'number?',
    credit_net: 'number',
    model: 'text',
  });
  const any = await readRow(
    engine,
    { conversions: 'number' },
    'SELECT count(*) AS conversions FROM conversions WHERE is_reported = 1',
  );
  const mine = rows.filter(({ model }) => model === 'last_touch');
  if (mine.length === 0 && (rows.length > 0 || any.conversions === 0)) return null;
  return new Map(mine.map((row) => [`${row.goal_no} ${row.tactic_no}`, row.credit_net / microCredits]));
}

/** Group-time effects of Callaway and Sant'Anna by periods since the start: what the chart of a claim shows. */
function eventStudy(panel: Panel, reading: Reading): TermRow[] {
  if (reading.tested === null || reading.estimator !== 'imputation') return [];
  const { rows } = panelTable(usable(panel, 1).panel, {
    estimator: 'cs',
    control: 'notyet',
    aggregate: 'dynamic',
  });
  return (rows as TermRow[])
    .filter(({ term }) => term !== 'overall')
    .map((row) => (row.few_units === null ? row : { ...row, low: null, high: null }));
}

/** Tactics of the calendar about which nothing can be read, each once. */
async function unreadTactics(
  engine: Engine,
  config: Config,
  claims: readonly ReadClaim[],
  credited: Awaited<ReturnType<typeof creditedNet>>,
): Promise<LiftReading[]> {
  const read = new Set(claims.flatMap(({ key }) => key.tactic_nos));
  const tactics = await readRows(
    engine,
    { tactic_no: 'number', label: 'text', goal: 'text?', is_later: 'number' },
    `SELECT t.tactic_no, t.label, t.goal, CASE WHEN t.starts_at_us > s.as_of_us THEN 1 ELSE 0 END AS is_later
    FROM tactic_list t CROSS JOIN settings s WHERE t.starts_at_us IS NOT NULL ORDER BY t.tactic_no`,
  );
  return tactics
    .filter(({ tactic_no }) => !read.has(tactic_no))
    .map(({ tactic_no, label, goal: served, is_later }) => {
      const goal = config.goals.find(({ name }) => name === served) ?? mainGoal(config);
      const goal_no = config.goals.indexOf(goal) + 1;
      const credit = creditOf({ tactic_nos: [tactic_no], goal_no }, credited);
      return is_later === 1
        ? unreadOf(label, goal.name, 'not_started', credit, drawnGroups())
        : unreadOf(label, goal.name, 'no_groups', credit, namedGroups());
    });
}

function unreadOf(
  tactic_id: string,
  goal: string,
  unread: UnreadReason,
  credited: LiftReading['credited'],
  fix: NextStep,
): LiftReading {
  return {
    tactic_id,
    kind: null,
    goal,
    reading: null,
    unread,
    treated_groups: 0,
    control_groups: 0,
    exposure: 0,
    credited,
    event_study: [],
    overlaps: [],
    fix,
    community: null,
    recruits: null,
    shrunk: null,
  };
}

function recruitsOf({ recruits, claim }: ReadClaim, alpha: number): RecruitReading {
  const { people, landed, cohorts, controls } = recruits;
  return { people, landed, effect: recruitEffect(cohorts, controls, claim.panel.weight, alpha) };
}

/**
 * Groups that were compared, or that could have been if there are too few; if there is no comparison for another reason, the groups
 * of the panel with and without the tactic.
 */
function groupCounts(panel: Panel, reading: Reading): { treated_groups: number; control_groups: number } {
  const tooFew = reading.reason === 'treated_groups' || reading.reason === 'control_groups';
  if (reading.tested !== null || tooFew)
    return { treated_groups: reading.treated_units, control_groups: reading.control_units };
  const treated_groups = panel.first_treated.filter((week) => week >= 0).length;
  return { treated_groups, control_groups: panel.unit_ids.length - treated_groups };
}

/** What would settle the question for a tactic that has no panel. */
function stepOf({ key, unread }: ReadClaim, length_days: number, { pre_periods }: Thresholds): NextStep {
  if (unread === 'too_recent') return waiting(key.base_day + length_days);
  if (unread === 'over_before') return earlierResults(key.base_day - pre_periods * length_days);
  return unread === 'no_members' ? drawnPeople() : namedGroups();
}

/** Whether nothing is known about what a tactic caused, so that a trial is the next step. */
function isOpen({ tested, verdict }: Reading): boolean {
  return tested === null || verdict === 'too_noisy_to_tell' || verdict === 'clear_difference';
}
