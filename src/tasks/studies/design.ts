import { makePlannedPanel, panelPeriods, readPlannedPanel } from '../../claims/claims.js';
import type { Config } from '../../config/config.js';
import { mainGoal } from '../../config/goals.js';
import { inputError, usageError } from '../../contract/errors.js';
import type { Engine } from '../../engines/engine.js';
import { readRows } from '../../engines/typed_rows.js';
import {
  aaCheck,
  assignment,
  type DesignVariance,
  type DesignWindow,
  designVariance,
  groupsNeeded,
  smallestEffect,
} from '../../lift/design.js';
import type { Panel } from '../../lift/panel/panel.js';
import { seedOf, writeNew } from '../../project/folder.js';
import { thresholdsOf } from '../../project/lift_settings.js';
import { chosenEngine, type EngineSettings } from '../../project/options.js';
import { choosePeriod } from '../../project/period.js';
import type { Progress } from '../../project/progress.js';
import { readConfig } from '../../project/read_config.js';
import { inScratch } from '../../project/scratch.js';
import { csv } from '../../text/csv.js';
import { printable } from '../../text/printable.js';
import { type TextColumn, textTable } from '../../text/text_table.js';
import { refuseErrors } from '../check/findings.js';
import { settingFindings } from '../check/sources.js';
import { makeFor } from './report.js';

export interface LiftDesignOptions extends EngineSettings {
  readonly config: string;
  readonly asOf?: string;
  readonly goal?: string;
  readonly type?: string;
  readonly groups?: string;
  readonly periods?: string;
  readonly effect?: string;
  readonly tactic: string;
  readonly seed: string;
  readonly out?: string;
}

/** The tables from which the panel of a planned trial is made. */
export const panelTables = [
  'lift_range',
  'unit_joins',
  'unit_landed',
  'unit_risk',
  'tactic_units',
  'group_units',
  'groups',
];

/** How many random assignments of past data the A/A check makes. */
const aa_draws = 1000;

/** The lines of `grouplift lift design`: how many groups for how long detect which effect, an A/A check, and the random assignment. */
export async function liftDesign(options: LiftDesignOptions, progress: Progress): Promise<string[]> {
  const config = readConfig(options.config);
  refuseErrors(settingFindings(config));
  const goal_no = goalNumber(config, options.goal);
  const asked = askedOf(options);
  const trial = await inScratch(chosenEngine(config, options), options, progress, async (engine, folder) => {
    await makeFor(panelTables, {
      engine,
      config,
      period: choosePeriod({}, config),
      options,
      folder,
      progress,
    });
    const periods = await panelPeriods(engine);
    const weeks = asked.weeks ?? usualLength(periods.days.length);
    const base_day = periods.days.at(-2 * weeks) ?? periods.days[0] ?? 0;
    await makePlannedPanel(engine, base_day);
    const type = await groupType(engine, options.type);
    const panel = await readPlannedPanel(engine, goal_no, base_day, periods, type.name);
    return { panel, window: { weeks, before: weeks }, period: config.lift.period, type };
  });
  return designLines(trial, designed(trial), asked, config);
}

/** Eight periods, and as many before; a third of the panel if it is short. */
function usualLength(periods: number): number {
  return periods >= 16 ? 8 : Math.max(1, Math.floor(periods / 3));
}

/** The numbers of the command line, checked before anything is read. */
interface Asked {
  /** null: as long as the panel allows */
  readonly weeks: number | null;
  readonly groups: number | null;
  readonly effect: number | null;
  readonly seed: number;
  readonly tactic: string;
  readonly out: string | null;
}

function askedOf({ periods, groups, effect, seed, tactic, out }: LiftDesignOptions): Asked {
  const rate = effect === undefined ? null : Number(effect);
  if (rate !== null && !(rate > 0))
    throw usageError(
      `--effect: found "${effect}", expected a number above 0.`,
      'Results per member and period, such as 0.004.',
    );
  return {
    weeks: periods === undefined ? null : numberOf('--periods', periods, 1),
    groups: groups === undefined ? null : numberOf('--groups', groups, 2),
    effect: rate,
    seed: seedOf(seed),
    tactic,
    out: out ?? null,
  };
}

function goalNumber(config: Config, asked: string | undefined): number {
  if (asked === undefined) return config.goals.indexOf(mainGoal(config)) + 1;
  const found = config.goals.findIndex(({ name }) => name === asked);
  if (found < 0)
    throw usageError(
      `--goal: there is no goal "${asked}".`,
      `There are: ${config.goals.map(({ name }) => name).join(', ')}.`,
    );
  return found + 1;
}

/** The type of the groups to plan with, and the alternatives. */
interface GroupType {
  /** null: groups without a type */
  readonly name: string | null;
  /** the other types with their number of groups, for a sentence */
  readonly others: readonly string[];
}

/** The type of the groups: types are never compared, so there is one, the most frequent unless another is requested. */
async function groupType(engine: Engine, asked: string | undefined): Promise<GroupType> {
  const rows = await readRows(
    engine,
    { type: 'text?', units: 'number' },
    'SELECT type, count(*) AS units FROM lift_members WHERE claim_no = 0 GROUP BY type ORDER BY units DESC, type NULLS LAST',
  );
  const shown = (row: (typeof rows)[number]) =>
    `${row.type === null ? '(none)' : printable(row.type)} (${row.units})`;
  const chosen = asked === undefined ? rows[0] : rows.find(({ type }) => type === asked);
  if (asked !== undefined && chosen === undefined)
    throw usageError(
      `--type: there are no groups of type "${printable(asked)}".`,
      `There are: ${rows.map(shown).join(', ')}.`,
    );
  return {
    name: chosen?.type ?? null,
    others: rows.filter((row) => row !== chosen).map(shown),
  };
}

/** What is planned: the groups, how long, and how long a baseline. */
interface Trial {
  readonly panel: Panel;
  readonly window: DesignWindow;
  readonly period: 'week' | 'day';
  readonly type: GroupType;
}

function designed(trial: Trial): DesignVariance {
  const { panel, window, period } = trial;
  const found = designVariance(panel, window);
  if (found !== null && found.variance > 0) return found;
  const needed = window.weeks + window.before;
  throw inputError(
    `A trial cannot be planned from ${panel.unit_ids.length} groups and ${panel.period_labels.length} complete ${period}s: at least 4 groups, ${needed} ${period}s and some results are needed.`,
    whatWouldDo(trial),
  );
}

/** What to change, depending on what is missing: groups, time or results. */
function whatWouldDo({ panel, window, period, type }: Trial): string {
  const periods = panel.period_labels.length;
  if (periods < 2)
    return `Provide conversions for more ${period}s: those before the first complete one do not count.`;
  if (periods < window.weeks + window.before)
    return `Write --periods ${Math.floor(periods / 2)} or less; the baseline is as long as the trial.`;
  if (panel.unit_ids.length >= 4)
    return `In the last ${window.weeks} ${period}s the results of groups do not differ: choose another --goal, or a longer --periods.`;
  const others = type.others.length === 0 ? '' : ` or choose another --type: ${type.others.join(', ')}`;
  return `Groups need members who joined before the last ${window.weeks + window.before} ${period}s: choose a shorter --periods${others}.`;
}

function designLines(trial: Trial, found: DesignVariance, asked: Asked, config: Config): string[] {
  const { panel, window, period } = trial;
  const most = Math.floor(panel.unit_ids.length / 2);
  const groups = groupsAsked(found, most, asked);
  const { seed, tactic, out } = asked;
  const check = aaCheck(panel, window, groups, aa_draws);
  const share = check === null ? 0 : check.false_claims / check.draws;
  const assigned = assignmentCsv(trial, groups, tactic, seed);
  if (out !== null) writeNew(out, assigned);
  const members = panel.weight.reduce((sum, weight) => sum + weight, 0);
  const least = thresholdsOf(config).groups_per_arm;
  return [
    ...typeLines(trial.type),
    ...(groups < least
      ? [`With ${groups} groups per arm nothing can be proven: at least ${least} per arm are needed.`]
      : []),
    `${panel.unit_ids.length} groups, about ${Math.round(members).toLocaleString('en-US')} members at risk; the last ${window.weeks} ${period}s brought ${per1000(found.rate)} results per 1,000 members and ${period}.`,
    `Members of a group rise and fall together: ${found.design_effect.toFixed(1)} times the variance of as many independent members; adjusting for the ${window.before} ${period}s before removes ${(100 * found.corrected).toFixed(0)} % of it.`,
    '',
    ...lengthTable(trial, groups),
    '',
    `${groups} groups per arm for ${window.weeks} ${period}s detect an effect of ${per1000(smallestEffect(found, groups))} per 1,000 members and ${period} (${percentOf(smallestEffect(found, groups), found.rate)} of the rate) in 80 of 100 repetitions.`,
    `A/A check on past data, without any treatment: ${check?.false_claims} of ${check?.draws} random assignments would have claimed an effect (${(100 * share).toFixed(1)} %; it should be at most 5 %).`,
    '',
    out === null
      ? `With --out FILE the assignment is written as a tactic_groups table (seed ${seed}).`
      : `${out}: ${groups} groups with ${tactic}, ${groups} held out, assigned at random (seed ${seed}) within pairs of similar groups. Add assigned_at and use it as inputs.tactic_groups.`,
  ];
}

/** Which groups these are, if there are others. */
function typeLines({ name, others }: GroupType): string[] {
  if (others.length === 0) return [];
  const those = name === null ? 'without a type' : `of type ${printable(name)}`;
  return [`Groups ${those}; choose others with --type: ${others.join(', ')}.`];
}

/** Groups per arm: as requested, as the requested effect needs, or else half of all. */
function groupsAsked(found: DesignVariance, most: number, { groups, effect }: Asked): number {
  if (groups !== null && groups > most)
    throw usageError(
      `--groups: found ${groups}, but there are only ${most} for each arm.`,
      `Write --groups ${most}.`,
    );
  if (groups !== null) return groups;
  if (effect === null) return most;
  const needed = groupsNeeded(found, effect, most);
  if (needed !== null) return needed;
  throw usageError(
    `--effect: ${effect} per member and period cannot be detected with ${most} groups per arm; they detect ${smallestEffect(found, most).toPrecision(3)}.`,
    'Run longer (--periods), or look for a larger effect.',
  );
}

/** What a trial half as long, as long and twice as long would detect, as far as the past data reach. */
function lengthTable({ panel, window, period }: Trial, groups: number): string[] {
  const columns: TextColumn[] = [
    { title: `${period}s`, align: 'right' },
    { title: 'detects, per 1,000 members', align: 'right' },
    { title: 'relative', align: 'right' },
  ];
  const lengths = [
    ...new Set([window.weeks / 2, window.weeks, window.weeks * 2, window.weeks * 3].map(Math.ceil)),
  ];
  const rows = lengths.flatMap((weeks) => {
    const found = designVariance(panel, { weeks, before: weeks });
    if (found === null) return [];
    const effect = smallestEffect(found, groups);
    return [[String(weeks), per1000(effect), percentOf(effect, found.rate)]];
  });
  return textTable(columns, rows);
}

function assignmentCsv({ panel, window }: Trial, groups: number, tactic: string, seed: number): string {
  const arms = assignment(panel, window, groups, seed);
  const rows = panel.unit_ids.flatMap((group_id, unit) => {
    const arm = arms[unit];
    return arm === null || arm === undefined ? [] : [[tactic, group_id, arm]];
  });
  return csv(['tactic_id', 'group_id', 'arm'], rows);
}

function numberOf(option: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw usageError(
    `${option}: found "${text}", expected a whole number from ${least}.`,
    `Write ${option} 8.`,
  );
}

function per1000(rate: number): string {
  return (rate * 1000).toFixed(2);
}

function percentOf(effect: number, rate: number): string {
  return rate > 0 ? `${((100 * effect) / rate).toFixed(0)} %` : '-';
}
