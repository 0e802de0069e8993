import { describe, expect, it } from 'vitest';
import { cellText, change, money, number, percent } from '../../src/report/format.js';
import { languages } from '../../src/report/language.js';

const { en, zh } = languages;

describe('numbers', () => {
  it.each([
    [0, 0, '0'],
    [1234567, 0, '1,234,567'],
    [999, 0, '999'],
    [-1234.56, 1, '\u22121,234.6'],
    [-0.04, 1, '0.0'],
    [Number.NaN, 0, '\u2013'],
  ])('%d with %d digits', (value, digits, text) => expect(number(value, digits)).toBe(text));

  it('writes percent as each language does', () => {
    expect(percent(0.123, en, 1)).toBe('12.3\u00a0%');
    expect(percent(0.123, zh, 1)).toBe('12.3%');
    expect(percent(0.000002, en, 3)).toBe('<0.001\u00a0%');
    expect(percent(0, en, 1)).toBe('0.0\u00a0%');
  });

  it('writes a change as percent, or as count from nothing', () => {
    expect(change(100, 112, en)).toBe('+12\u00a0%');
    expect(change(100, 88, en)).toBe('\u221212\u00a0%');
    expect(change(0, 7, en)).toBe('+7');
    expect(change(5, 5, en)).toBe('no change');
  });

  it('writes money with its code', () => {
    expect(money(1234.5, 'CNY', 2)).toBe('CNY\u00a01,234.50');
    expect(money(62963.4, 'JPY', 0)).toBe('JPY\u00a062,963');
  });

  it('writes an interval with its half-width or its ends, or why there is none', () => {
    const shape = { kind: 'number', digits: 1 } as const;
    const cell = { is: 'interval', value: 10, low: 8, high: 12, missing: null } as const;
    expect(cellText(cell, shape, en)).toBe('10.0 \u00b1\u00a02.0');
    expect(cellText({ ...cell, high: 15 }, shape, en)).toBe('10.0 (8.0\u201315.0)');
    expect(cellText({ ...cell, low: -1 }, shape, en)).toBe('10.0 (\u22121.0 to 12.0)');
    expect(cellText({ ...cell, low: -1 }, shape, zh)).toBe('10.0 (\u22121.0 至 12.0)');
    expect(cellText({ ...cell, low: null, high: null, missing: 'too few' }, shape, en)).toBe(
      '10.0 (too few)',
    );
  });
});

describe('languages', () => {
  /** The paths of all leaves of an object. */
  function leaves(words: object, path = ''): string[] {
    return Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null
        ? leaves(value, `${path}${key}.`)
        : [`${path}${key}:${typeof value}`],
    );
  }

  it('have the same words', () => {
    expect(leaves(zh)).toEqual(leaves(en));
  });
});
