import { type Random, stream, unit } from '../../statistics/random.js';
import { normal, poisson } from './draw.js';

/** A world in which no group and no total does anything special in the last week. */
export interface NullWorld {
  readonly name: string;
  /** autocorrelation and size of each group's own variation */
  readonly rho?: number;
  readonly spread?: number;
  /** variance of each week's own variation, as a share of its squared mean */
  readonly overdispersion?: number;
  /** what all groups share: a shock, weekly growth, a four-week rhythm, a campaign in the last week */
  readonly shock?: number;
  readonly growth?: number;
  readonly rhythm?: number;
  readonly campaign?: number;
  /** share of weeks in which a group is away */
  readonly away?: number;
  /** share of groups that begin in one of the last weeks */
  readonly beginning?: number;
  /** share of groups that close for three to nine weeks and are open again in the last eight */
  readonly closed?: number;
  /** how unequally a holiday, every 20 weeks and in the last, reaches groups */
  readonly holiday?: number;
  /** every group has its own spread, up to this */
  readonly uneven?: number;
  /** a community of only this many groups; else as many as the calibration asks for */
  readonly groups?: number;
}

/** The null cases of the specification, and more: a payday rhythm, groups that are away, begin or close, holidays that reach groups unequally, very different spread, wild weeks, few groups. */
export const nullWorlds: readonly NullWorld[] = [
  { name: 'Poisson' },
  { name: 'overdispersed', overdispersion: 0.3 },
  { name: 'AR .3', rho: 0.3, spread: 0.4 },
  { name: 'AR .6', rho: 0.6, spread: 0.4 },
  { name: 'AR .8', rho: 0.8, spread: 0.4 },
  { name: 'common shock', shock: 0.25 },
  { name: 'AR .6 + shock', rho: 0.6, spread: 0.4, shock: 0.25 },
  { name: '1 % growth per week', growth: 0.01 },
  { name: 'AR .6 + shock + growth', rho: 0.6, spread: 0.4, shock: 0.25, growth: 0.01 },
  { name: 'campaign week x 1.8', campaign: 1.8 },
  { name: 'four-week rhythm', rhythm: 0.2 },
  { name: 'away one week in ten', away: 0.1 },
  { name: 'beginning groups', beginning: 0.2 },
  { name: 'groups closed for weeks', closed: 0.15 },
  { name: 'unequal holidays', campaign: 0.6, holiday: 0.4 },
  { name: 'different spreads', uneven: 0.6 },
  { name: 'wild AR .6', rho: 0.6, spread: 0.7 },
  { name: '8 groups, AR .6', rho: 0.6, spread: 0.4, groups: 8 },
  { name: '8 groups, overdispersed', overdispersion: 0.3, groups: 8 },
];

const smallest_mean = 0.05;
const largest_mean = 40;
const weeksBetweenHolidays = 20;

/** People per week of every group for one goal, drawn anew for every seed. */
export function drawNull(world: NullWorld, groups: number, weeks: number, seed: string): number[][] {
  const random = stream(0, `${world.name}:${seed}`);
  const common = Array.from({ length: weeks }, (_, week) => commonFactor(world, week, weeks, random));
  return Array.from({ length: groups }, () => groupRow(world, common, random));
}

function commonFactor(world: NullWorld, week: number, weeks: number, random: Random): number {
  const { shock = 0, growth = 0, rhythm = 0, campaign = 1 } = world;
  const drawn = shock === 0 ? 0 : normal(random) * shock;
  const swing = 1 + rhythm * Math.cos((2 * Math.PI * week) / 4);
  return Math.exp(drawn) * (1 + growth) ** week * swing * (week === weeks - 1 ? campaign : 1);
}

function groupRow(world: NullWorld, common: readonly number[], random: Random): number[] {
  const { rho = 0, spread = 0, overdispersion = 0, away = 0, uneven = 0, holiday = 0 } = world;
  const mean = smallest_mean * (largest_mean / smallest_mean) ** unit(random);
  const own = uneven * unit(random);
  const isShut = drawShut(world, common.length, random);
  let state = normal(random);
  return common.map((factor, at) => {
    state = rho * state + Math.sqrt(1 - rho * rho) * normal(random);
    const drift = spread === 0 ? 1 : Math.exp(spread * state - (spread * spread) / 2);
    const week = weekFactor(Math.sqrt(overdispersion), random) * weekFactor(own, random);
    const isHoliday = holiday > 0 && (common.length - 1 - at) % weeksBetweenHolidays === 0;
    const reached = isHoliday ? Math.exp(holiday * normal(random)) : 1;
    const isAway = (away > 0 && unit(random) < away) || isShut(at);
    return isAway ? 0 : poisson(random, mean * factor * drift * week * reached);
  });
}

/** In which weeks a group does not exist yet, or is closed; it begins or closes in the last half. */
function drawShut(world: NullWorld, weeks: number, random: Random): (week: number) => boolean {
  const { beginning = 0, closed = 0 } = world;
  if (beginning + closed === 0) return () => false;
  const isOne = unit(random) < beginning + closed;
  const from = Math.floor(weeks * (1 + unit(random)) * 0.5);
  const until = Math.min(weeks - 8, from + 3 + Math.floor(7 * unit(random)));
  if (!isOne) return () => false;
  return beginning > 0 ? (week) => week < from : (week) => week >= from && week < until;
}

/** A factor with mean 1 and about this deviation. */
function weekFactor(deviation: number, random: Random): number {
  if (deviation === 0) return 1;
  const sigma = Math.sqrt(Math.log(1 + deviation * deviation));
  return Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}
