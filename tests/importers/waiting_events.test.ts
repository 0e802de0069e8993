/** Events that wait for the end of an import share what they have in common, and come back as they were. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { able } from '../../src/importers/capabilities.js';
import type { ActivityEvent, Somebody } from '../../src/importers/events.js';
import type { ReadingOf } from '../../src/tasks/import/reading_of.js';
import { WaitingEvents } from '../../src/tasks/import/waiting_events.js';

const separators = [', ', ' and '];
const word = fc.constantFrom('', 'a', 'b', 'null', 'a name that is no short one', '李四');
const some: { requiredKeys: never[] } = { requiredKeys: [] };
const somebody: fc.Arbitrary<Somebody> = fc.oneof(
  fc.record({ named: word, between: fc.constantFrom(separators, [', ']) }),
  fc.record({ id: word, names: fc.array(word, { maxLength: 2 }) }, some),
  fc.record({ names: fc.array(word, { maxLength: 2 }), exporter: fc.constant(true as const) }),
);
const own = { id: word, reply_to: word, text: word };
const common = { role: word, code: word, currency: word, mention_all: fc.boolean(), url_count: fc.nat(2) };
const entry = fc.record({ method: word, code: word, inviter: somebody }, some);
const event: fc.Arbitrary<ActivityEvent> = fc.record(
  {
    ...{ type: fc.constant('activity' as const), chat: word, at_us: fc.nat(), kind: word, source_kind: word },
    ...{ precision_s: fc.constantFrom(null, 1, 60), confidence: fc.constantFrom('structured', 'template') },
    ...{ who: fc.option(somebody), ...own, ...common, amount: fc.constantFrom(0, 0.5), entry },
  },
  { requiredKeys: ['type', 'chat', 'at_us', 'precision_s', 'kind', 'source_kind', 'confidence', 'who'] },
);
const readings = ['a.txt', 'b.txt'].map(
  (file): ReadingOf => ({ file, format: 'f', platform: 'p', capabilities: able(), exported_us: null }),
);

test('what was kept comes back, in its order', () => {
  const kept = fc.array(fc.tuple(event, fc.constantFrom(0, 1), fc.nat()), { maxLength: 60 });
  fc.assert(
    fc.property(kept, (all) => {
      const waiting = new WaitingEvents();
      for (const [one, file, place] of all) waiting.keep(one, readings[file]!, place);
      const found = [...waiting.events()];
      expect(found.map(({ event: one }) => one)).toEqual(all.map(([one]) => one));
      expect(found.map(({ reading, place }) => [reading.file, place])).toEqual(
        all.map(([, file, place]) => [readings[file]?.file, place]),
      );
    }),
    { numRuns: 300 },
  );
});
