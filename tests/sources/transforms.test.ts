/** Every transform that can be declared, on values as export programs and people write them. */
import { describe, expect, test } from 'vitest';
import { type Transform, transformNames } from '../../src/config/transforms.js';
import { transformed } from '../../src/sources/transforms.js';

const examples: Readonly<Record<Transform, readonly (readonly [string, string])[]>> = {
  trim: [
    [' a b\t', 'a b'],
    ['\u3000\u200b１\ufeff', '１'],
  ],
  unwrap: [
    ['="0021"', '0021'],
    ["'0021", '0021'],
    ['`SO1001', 'SO1001'],
    ['\t1000\t', '1000'],
    ['="say ""hi"""', 'say "hi"'],
    ["it's", "it's"],
  ],
  half_width: [
    ['ＲＵＮ５', 'RUN5'],
    ['茶　壶', '茶 壶'],
    ['ﬁ', 'ﬁ'],
  ],
  lower: [['PAID', 'paid']],
  amount: [
    ['¥1,234.50', '1234.50'],
    ['88.00元', '88.00'],
    ['CNY 12', '12'],
    ['-￥5.5', '-5.5'],
    ['$ -3', '-3'],
    ['1.234,50', '1.234,50'],
    ['free', 'free'],
    ['1,23', '1,23'],
  ],
  unsigned: [
    ['-40.00', '40.00'],
    ['－5', '5'],
    ['7.5', '7.5'],
    ['--1', '--1'],
    ['-', '-'],
  ],
  phone: [
    ['+86 138 0013 8000', '13800138000'],
    ['13800138000', '13800138000'],
    ['13800138000.0', '13800138000'],
    ['0086-138-0013-8000', '13800138000'],
    ['+91 98200 12345', '9820012345'],
    ['098200 12345', '9820012345'],
    ['+55 (11) 91234-5678', '11912345678'],
    ['+49 (0)170 1234567', '1701234567'],
    ['0170/1234567', '1701234567'],
    ['+1 (212) 555-0100', '2125550100'],
    ['+852 9123 4567', '91234567'],
    ['＋８１ 90-1234-5678', '9012345678'],
    // as shops write them for spreadsheets
    ["'+55 11 91234-5678", '11912345678'],
    ['="8613800138000"', '13800138000'],
    // as messengers write them, without a plus: no number within a country is that long and begins so
    ['8613800138000', '13800138000'],
    ['919820012345', '9820012345'],
    ['5511912345678', '11912345678'],
    ['447400123456', '7400123456'],
    ['6281234567890', '81234567890'],
    ['85291234567', '91234567'],
    ['821012345678', '1012345678'],
    // dialled within China, the United States, Brazil (areas 91 and 62) and Germany (Leer)
    ['18613800138', '18613800138'],
    ['8612345678', '8612345678'],
    ['91912345678', '91912345678'],
    ['62981234567', '62981234567'],
    ['0491 1234567', '4911234567'],
    ['wx_13800138000', 'wx_13800138000'],
    ['110', '110'],
    ['', ''],
  ],
  first: [
    ['TEA10, RUN5', 'TEA10'],
    ['茶、杯', '茶'],
    ['', ''],
  ],
  month_day: [
    ['11月2日', '2026-11-02'],
    ['11.2', '2026-11-02'],
    ['2025年1月31日', '2025-01-31'],
    ['2.30', '2.30'],
    ['soon', 'soon'],
  ],
  range_start: [
    ['11.2-11.4', '2026-11-02'],
    ['11月2日至4日', '2026-11-02'],
    ['12.30~1.2', '2026-12-30'],
    ['11.2', '2026-11-02'],
    ['11.4-11.2', '11.4-11.2'],
  ],
  range_end: [
    ['11.2-11.4', '2026-11-04'],
    ['11月2日至4日', '2026-11-04'],
    ['12.30~1.2', '2027-01-02'],
    ['2026.11.2-2026.11.4', '2026-11-04'],
    ['11.2', '2026-11-02'],
  ],
};

describe.each(transformNames)('%s', (name) => {
  test.each(examples[name])('%j is %j', (text, expected) => {
    expect(transformed(text, [name], 2026)).toBe(expected);
  });
});

test('without a year a day stays as it is written, so that reading it refuses it', () => {
  expect(transformed('11月2日', ['month_day'], null)).toBe('11月2日');
});

test('several are done in their order', () => {
  expect(transformed('`ＰＡＩＤ', ['unwrap', 'half_width', 'lower'], null)).toBe('paid');
});
