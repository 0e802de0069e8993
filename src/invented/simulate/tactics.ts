import type { World } from './world.js';

/** One row of the tactics calendar. */
export interface SimulatedTactic {
  readonly tactic_id: string;
  readonly first_week: number;
  /** last week, null = still running */
  readonly last_week: number | null;
}

/** The tactics of a world: one, or one per week if it recurs. */
export function tacticsOf(world: World): SimulatedTactic[] {
  if (world.scenario.schedule !== 'recurring') {
    const starts = world.adoption.filter((week) => week >= 0);
    return [{ tactic_id: 'T1', first_week: Math.min(...starts, world.weeks), last_week: null }];
  }
  const weeks = Array.from({ length: world.weeks }, (_, week) => week);
  return weeks
    .filter((week) => world.groups.some((_, unit_no) => world.treated[unit_no * world.weeks + week] === 1))
    .map((week) => ({ tactic_id: tacticIdOf(world, week), first_week: week, last_week: week }));
}

/** The tactic that runs in a week. */
export function tacticIdOf(world: World, week: number): string {
  return world.scenario.schedule === 'recurring' ? `T${String(week + 1).padStart(3, '0')}` : 'T1';
}

/** A group's part in a tactic. */
export interface Assignment {
  readonly tactic_id: string;
  readonly unit_no: number;
  readonly arm: 'treated' | 'holdout';
  /** week in which the group got the tactic; if assigned at random, the week before the launch */
  readonly assigned_week: number;
}

/** Which groups a tactic ran in; held-out groups are only listed under random assignment. */
export function assignmentsOf(world: World): Assignment[] {
  const [launch] = tacticsOf(world);
  const units = [...world.groups.keys()];
  if (world.scenario.schedule === 'recurring')
    return tacticsOf(world).flatMap(({ tactic_id, first_week }) =>
      units
        .filter((unit_no) => world.treated[unit_no * world.weeks + first_week] === 1)
        .map((unit_no) => ({ tactic_id, unit_no, arm: 'treated', assigned_week: first_week })),
    );
  if (world.scenario.assignment === 'random')
    return units.map((unit_no) => ({
      tactic_id: 'T1',
      unit_no,
      arm: world.adoption[unit_no]! >= 0 ? 'treated' : 'holdout',
      assigned_week: (launch?.first_week ?? 1) - 1,
    }));
  return units
    .filter((unit_no) => world.adoption[unit_no]! >= 0)
    .map((unit_no) => ({
      tactic_id: 'T1',
      unit_no,
      arm: 'treated',
      assigned_week: world.adoption[unit_no]!,
    }));
}
