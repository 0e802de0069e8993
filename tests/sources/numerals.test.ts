/** Numbers of tables that follow no contract of ours: read as those of the inputs are, with a point or a comma, or asked for. */
import { describe, expect, it } from 'vitest';
import { countMarks, markBy, plainNumeral } from '../../src/sources/numerals.js';

describe('the decimal separator of a column', () => {
  it.each([
    [['1', '2', '1234'], null],
    [['1.5', '2', '-3.25'], '.'],
    [['1,5', '2', '3,25'], ','],
    [['1.250', '2.000', '15.000'], null],
    [['1.250', '2.000,50', '15.000'], null],
    [['1.250.000', '2.500.000'], ','],
    [['1,250', '2,000.5'], '.'],
    [['0.125', '1.250', '0.500'], '.'],
    [['1,250', '0,5', '0,25', '0,75'], null],
    [["1'250.00", '900'], '.'],
    [['1 250,00', '900'], ','],
    [['NA', 'x', ''], null],
  ] as const)('%j is %s', (texts, mark) => {
    expect(markBy(countMarks(texts))).toBe(mark);
  });

  it.each([
    ['.', '1,250.50', '1250.50'],
    ['.', '1,250', '1250'],
    ['.', '-0.125', '-0.125'],
    ['.', '1.250,50', '1.250,50'],
    ['.', '1e-3', '1e-3'],
    [',', '1.250,50', '1250.50'],
    [',', '1.250', '1250'],
    [',', '−1 250,5', '-1250.5'],
    [',', '１,５', '1.5'],
    [',', '1,250.50', '1,250.50'],
    [',', 'NA', 'NA'],
  ] as const)('with %s, %s is %s', (mark, text, expected) => {
    expect(plainNumeral(text, mark)).toBe(expected);
  });
});
