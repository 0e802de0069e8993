/** Figures and their heads: on the same side in a workbook, on one scale on the page, negative ends included. */
import { expect, it } from 'vitest';
import { whiskerBar } from '../../src/report/charts.js';
import { dateOrText, figure, heads, text } from '../../src/report/xlsx_cells.js';

const sides = (...rows: Parameters<typeof heads>[1][]) =>
  heads(['a', 'b', 'c'], rows[0]).map((cell) => cell?.style.align ?? 'left');

it('puts the head of a column of numbers on the right, of texts and dates on the left', () => {
  const count = figure(3, { kind: 'number', digits: 0 });
  expect(sides([[text('x'), count, dateOrText('2026-11-09')]])).toEqual(['left', 'right', 'left']);
  // a missing number, and a text in place of a number
  expect(
    sides([
      [null, null, text('–', { align: 'right' })],
      [text('x'), count],
    ]),
  ).toEqual(['left', 'right', 'right']);
  expect(sides([])).toEqual(['left', 'left', 'left']);
});

it('draws an interval that begins below 0 on a scale with a line at 0', () => {
  // 88 wide with 4 to spare: from −20 to 64 a unit is one dot, and 0 is at 20
  const drawn = whiskerBar({ value: 10, low: -20, high: 64, tone: 'soft' }, { least: -20, most: 64 }, '');
  expect(drawn).toContain('<line class="axis" x1="20" y1="0" x2="20" y2="16"/>');
  expect(drawn).toContain('<rect class="soft" x="20" y="4" width="10" height="8"/>');
  expect(drawn).toContain('<line class="whisker" x1="0" y1="8" x2="84" y2="8"/>');
  expect(drawn).toContain('cx="30"');
  const below = whiskerBar({ value: -10, low: null, high: null, tone: 'pale' }, { least: -20, most: 64 }, '');
  expect(below).toContain('<rect class="pale" x="10" y="4" width="10" height="8"/>');
  const plain = whiskerBar({ value: 42, low: null, high: null, tone: 'soft' }, { least: 0, most: 84 }, '');
  expect(plain).not.toContain('axis');
  expect(plain).toContain('x="0" y="4" width="42"');
});
