import { count, goalName, measure, text } from './columns.js';
import { learned } from './learned.js';
import type { Publisher } from './table.js';

/** Per goal and pair of states: how often a journey went from one to the other. */
export const markovTransitions = {
  name: 'markov_transitions',
  summary:
    'One goal and one transition of its Markov chain that was ever taken. A state is a channel, from order 2 on several with ` > ` between them.',
  columns: {
    goal: goalName,
    from: text('The state left; `(start)` before the first touch.'),
    to: text('The state entered; `(conversion)` and `(null)` are the ends.'),
    count: count(
      'journeys',
      'How often; a journey that n conversions close at the same instant counts n times.',
    ),
    probability: measure('share', 'Its share of the transitions from the same state.'),
  },
  rows: async (made) => {
    const moves = await learned(made, 'SELECT * FROM markov_moves ORDER BY goal_no, from_state, to_state');
    const channels = await learned(made, 'SELECT channel_no, label FROM channels');
    const labels = new Map(channels.map((row) => [String(row.channel_no), String(row.label)]));
    const stateText = (state: string) =>
      ends[state] ??
      state
        .split(',')
        .map((no) => escaped(labels.get(no)))
        .join(' > ');
    return moves.map((move) => ({
      goal: made.config.goals[Number(move.goal_no) - 1]?.name ?? null,
      from: move.from_state === '' ? '(start)' : stateText(String(move.from_state)),
      to: stateText(String(move.to_state)),
      count: move.journeys ?? null,
      probability: move.probability ?? null,
    }));
  },
} as const satisfies Publisher;

const ends: Readonly<Record<string, string>> = { '+': '(conversion)', '-': '(null)' };

/** A channel that is called like the start or an end gets a leading backslash. */
function escaped(label: string | undefined): string {
  return /^\\*\((start|conversion|null)\)$/.test(label ?? '') ? `\\${label}` : (label ?? '');
}
