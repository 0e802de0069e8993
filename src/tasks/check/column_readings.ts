import type { Config } from '../../config/config.js';
import type { Source } from '../../loading/load.js';
import type { Reading } from '../../sources/column_readings.js';
import type { Finding } from './findings.js';

/** How columns are read whose values alone have two readings: what their other rows show, unless it is declared. */
export function readingFindings({ table, readings }: Source, config: Config): Finding[] {
  const input = config.inputs[table];
  const parts = input === undefined ? [] : [input, ...input.others];
  const isDeclared = (key: 'time_format' | 'decimal_mark') => parts.some((part) => part[key] !== null);
  const found = Object.entries(readings).map(([column, reading]): [string, string] => [
    column,
    [
      ...(isDeclared('time_format') ? [] : timeTexts(reading)),
      ...(isDeclared('decimal_mark') ? [] : markTexts(reading)),
    ].join('; '),
  ]);
  return found
    .filter(([, texts]) => texts !== '')
    .map(([column, texts]) => ({
      level: 'note',
      text: `inputs.${table}: ${column} is read ${texts}.`,
    }));
}

function timeTexts({ digits, day_order }: Reading): string[] {
  const key = '(otherwise: time_format)';
  const orders = { day_first: 'day', month_first: 'month', unclear: null } as const;
  const first = day_order === undefined ? null : orders[day_order];
  return [
    ...(digits === 'mixed' ? [`with digits such as 202611051000 as calendar times ${key}`] : []),
    ...(digits === 'epoch' ? [`with digits alone as a count since 1970 ${key}`] : []),
    ...(first === null
      ? []
      : [`with the ${first} first where the year comes last, as other rows show ${key}`]),
  ];
}

function markTexts({ decimal_mark }: Reading): string[] {
  if (decimal_mark === undefined) return [];
  const [decimals, thousands] = decimal_mark === ',' ? ['comma', 'point'] : ['point', 'comma'];
  return [
    `with a decimal ${decimals}, and a ${thousands} before three digits as thousands, as other rows show (otherwise: decimal_mark)`,
  ];
}
