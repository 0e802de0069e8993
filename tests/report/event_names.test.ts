import { expect, it } from 'vitest';
import type { RangeChart } from '../../src/report/chart_data.js';
import { namedEvents } from '../../src/report/event_names.js';
import { rangeSvg } from '../../src/report/range_chart.js';

it('names close events above each other, each in a row of its own', () => {
  const named = namedEvents(
    [
      { x: 200, name: 'Mid-Autumn' },
      { x: 212, name: 'National Day' },
      { x: 224, name: '11.11' },
    ],
    340,
  );
  expect(named.map(({ text, row }) => [text, row]).toSorted()).toEqual([
    ['11.11', 0],
    ['Mid-Autumn', 2],
    ['National Day', 1],
  ]);
});

it('leaves a name in the lowest row where nothing is in its way, and a fourth one out', () => {
  const close = Array.from({ length: 4 }, (_, at) => ({ x: 150 + at, name: `Event ${at}` }));
  expect(namedEvents(close, 340)).toHaveLength(3);
  expect(
    namedEvents(
      [
        { x: 20, name: 'A' },
        { x: 300, name: 'B' },
      ],
      340,
    ).map(({ row }) => row),
  ).toEqual([0, 0]);
});

it('makes the chart of the first screen higher by the rows of names', () => {
  const weeks = ['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19'];
  const chart = (events: RangeChart['events']): RangeChart => ({
    ...{ kind: 'range', title: 'People', description: '', evidence: 'counted', weeks, values: [1, 2, 3, 4] },
    ...{ usual: null, low: null, high: null, events, tone: 'plain' },
  });
  const event = (at: number) => ({ week: weeks[at] ?? '', name: 'A long festival' });
  expect(rangeSvg(chart([event(1)]))).toContain('height="150"');
  const svg = rangeSvg(chart([event(2), event(3)]));
  expect(svg).toContain('height="163"');
  expect(svg.match(/A long festi/g)).toHaveLength(2);
});
