import { type Activity, byTime } from './activities.js';
import { chat } from './chat.js';
import {
  abuserOrders,
  abuserTouches,
  type Conversion,
  causedOrders,
  clicksAlongTheWay,
  clicksAtTheInstant,
  ownOrders,
  registrations,
  testOrders,
} from './conversions.js';
import { type Person, people } from './people.js';
import { envelopes, responses } from './responses.js';
import { type Reversal, reversals } from './reversals.js';

/** What happened, with the planted truth, before it is written in any file format. */
export interface Story {
  readonly people: readonly Person[];
  readonly activities: readonly Activity[];
  readonly conversions: readonly Conversion[];
  readonly reversals: readonly Reversal[];
}

/** The 24 weeks: people join, operators run tactics, people respond or not, and orders come with and without them. */
export function story(seed: number): Story {
  const crowd = people(seed);
  const answered = responses(seed, crowd);
  const own = inOrder(ownOrders(seed, crowd));
  const orders = inOrder([
    ...own,
    ...causedOrders(seed, answered),
    ...abuserOrders(crowd),
    ...testOrders(crowd),
  ]);
  const activities = byTime([
    ...chat(seed, crowd),
    ...envelopes(),
    ...answered.flatMap((response) => response.touches),
    ...clicksAlongTheWay(seed, own),
    ...clicksAtTheInstant(own),
    ...abuserTouches(crowd),
  ]);
  return {
    people: crowd,
    activities,
    conversions: inOrder([...registrations(crowd), ...orders]),
    reversals: reversals(seed, orders),
  };
}

function inOrder(list: readonly Conversion[]): Conversion[] {
  return [...list].sort((a, b) => a.ts_s - b.ts_s);
}
