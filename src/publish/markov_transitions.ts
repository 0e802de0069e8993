import { goalOf } from '../config/goals.js';
import { count, goalName, measure, text } from './columns.js';
import { learned } from './learned.js';
import { published } from './table.js';

/** Per goal and pair of states: how often a journey went from one to the other. */
export const markovTransitions = published({
  name: 'markov_transitions',
  summary:
    'One goal and one transition of its Markov chain that was taken at least once. A state is a channel or, from order 2 on, several channels joined by ` > `.',
  columns: {
    goal: goalName,
    from: text('The state left; `(start)` before the first touch.'),
    to: text('The state entered; `(conversion)` and `(null)` are the ends.'),
    count: count(
      'journeys',
      'How often it was taken; a journey that ends in n conversions at the same instant counts n times.',
    ),
    probability: measure('share', 'Its share of all transitions from the same state.'),
  },
  rows: async (made) => {
    const moves = await learned(
      made,
      { goal_no: 'number', from_state: 'text', to_state: 'text', journeys: 'number', probability: 'number' },
      'SELECT goal_no, from_state, to_state, journeys, probability FROM markov_moves ORDER BY goal_no, from_state, to_state',
    );
    const channels = await learned(
      made,
      { channel_no: 'number', label: 'text' },
      'SELECT channel_no, label FROM channels',
    );
    const labels = new Map(channels.map(({ channel_no, label }) => [String(channel_no), label]));
    const stateText = (state: string) =>
      ends[state] ??
      state
        .split(',')
        .map((no) => escaped(labels.get(no)))
        .join(' > ');
    return moves.map((move) => ({
      goal: goalOf(made.config, move.goal_no).name,
      from: move.from_state === '' ? '(start)' : stateText(move.from_state),
      to: stateText(move.to_state),
      count: move.journeys,
      probability: move.probability,
    }));
  },
});

const ends: Readonly<Record<string, string>> = { '+': '(conversion)', '-': '(null)' };

/** A channel with the same name as the start or an end gets a leading backslash. */
function escaped(label: string | undefined): string {
  return /^\\*\((start|conversion|null)\)$/.test(label ?? '') ? `\\${label}` : (label ?? '');
}
