/** How columns with two readings were read is said by `check` and `run`, unless it is declared. */
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.js';
import { readingFindings } from '../../../src/tasks/check/column_readings.js';
import { withSources } from '../../sources/loaded.js';

const yaml = (keys: string) => `timezone: UTC
currency: EUR
inputs:
  activities: { files: a.csv }
  conversions: { files: c.csv${keys} }
  identities: same
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
`;

const said = (keys: string) =>
  withSources(
    {
      'a.csv': 'ts,group_id,member_id,kind\n2026-11-01 10:00:00,g1,u1,link_click\n',
      'c.csv':
        'conversion_id;ts;user_id;goal;value\nc1;05/11/2026 10:00;u1;order;1.250\nc2;13/11/2026 10:00;u1;order;12,50\n',
      'grouplift.yaml': yaml(keys),
    },
    async (_, sources) => {
      const config = parseConfig(yaml(keys), 'grouplift.yaml');
      return sources.flatMap((source) => readingFindings(source, config).map(({ text }) => text));
    },
  );

describe('the reading of a column', () => {
  it('that other rows show', async () => {
    expect(await said('')).toEqual([
      'inputs.conversions: ts is read with the day first where the year comes last, as other rows show (otherwise: time_format).',
      'inputs.conversions: value is read with a decimal comma, and a point before three digits as thousands, as other rows show (otherwise: decimal_mark).',
    ]);
  });

  it('that is declared is not repeated', async () => {
    expect(await said(", time_format: day_first, decimal_mark: ','")).toEqual([]);
  });
});
