import type { Config, GoalConfig } from './config.js';

/** A conversion carries one bit for each goal in a signed whole number of 64 bits. */
export const mostGoals = 63;

/** The goal of a row: the tables of the pipeline number the goals from 1, in the order of the configuration. */
export function goalOf({ goals }: Pick<Config, 'goals'>, goal_no: number): GoalConfig {
  const goal = goals[goal_no - 1];
  if (goal === undefined) throw new Error(`goal ${goal_no} does not exist`);
  return goal;
}

/** The headline goals: those marked as such, or else the first goal. */
export function headlineGoals({ goals }: Pick<Config, 'goals'>): readonly GoalConfig[] {
  const marked = goals.filter((goal) => goal.headline);
  return marked.length > 0 ? marked : goals.slice(0, 1);
}

/** The first of the headline goals. */
export function mainGoal(config: Pick<Config, 'goals'>): GoalConfig {
  const [goal] = headlineGoals(config);
  if (goal === undefined) throw new Error('a configuration without goals');
  return goal;
}
