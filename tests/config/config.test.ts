import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse.js';
import { configJsonSchema, configReference } from '../../src/config/reference.js';
import { exitCodes, UserError } from '../../src/contract/errors.js';
import { tableNames } from '../../src/contract/tables.js';

const acceptance = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/acceptance');

/** The smallest configuration; every part can be replaced. */
function yaml(parts: { head?: string; inputs?: string; goals?: string; tail?: string } = {}): string {
  const inputs = parts.inputs ?? 'inputs: { activities: a.csv, conversions: c.csv, identities: same }';
  const goals = parts.goals ?? 'goals: [{ name: order, match: { goal: order }, window_days: 7 }]';
  return [parts.head, inputs, goals, parts.tail].filter((part) => part !== undefined).join('\n');
}

function complaint(text: string, models?: readonly string[]): string {
  try {
    parseConfig(text, 'g.yaml', models);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(exitCodes.usage);
    return `${error.message}\n${error.hint}`;
  }
  return 'no complaint';
}

describe('acceptance', () => {
  const found = existsSync(acceptance);
  const reason = found ? '' : ' (skipped: no folder of acceptance configurations beside the repository)';
  const read = (name: string) => parseConfig(readFileSync(join(acceptance, name), 'utf8'), name);

  test.skipIf(!found)(`every key of full.yaml is read${reason}`, () => {
    const config = read('full.yaml');
    // the file is older than the table of answers
    expect([...Object.keys(config.inputs), 'reasons'].toSorted()).toEqual(tableNames.toSorted());
    expect(config.inputs.activities).toMatchObject({
      files: ['exports/a-*.csv', 'exports/clicks.parquet'],
      columns: { ts: '时间', group_id: '群ID', member_id: '成员ID', kind: '类型' },
      where: { 类型: ['点击', '扫码'] },
      values: { kind: { 点击: 'link_click', 扫码: 'code_scan' } },
      timezone: 'Asia/Shanghai',
      encoding: 'gb18030',
      parts: false,
      key: [],
      on_conflict: null,
      landed_states: null,
      time_format: null,
      decimal_mark: null,
      sheet: null,
      line: 9,
    });
    expect(config.inputs.tactic_groups?.sheet).toBe(2);
    expect(config).toMatchObject({ as_of: '2026-11-16', currency: 'CNY', identities_same: false });
    expect(config.goals[1]).toEqual({
      name: 'order',
      label: null,
      match: { goal: ['order', 'reorder'] },
      window_days: 30,
      value: true,
      headline: true,
      settle_days: 14,
      currency: 'CNY',
      line: 33,
    });
    expect(config.touches[1]).toEqual({
      kinds: ['broadcast', 'notice'],
      reach: 'audience',
      weight: 0.2,
      window_days: 3,
    });
    expect(config.lift).toEqual({ period: 'week', smallest_useful: 0.05, estimators: {}, gates: {} });
    expect(config.report).toEqual({
      language: 'zh',
      mask: 'hash',
      mask_key_file: null,
      min_cell: 5,
      labels: { types: {}, kinds: {}, models: {}, owners: {}, matrices: {} },
    });
  });

  test.skipIf(!found)(`lean-zulip.yaml is read${reason}`, () => {
    const config = read('lean-zulip.yaml');
    expect(config.goals[0]?.match).toEqual({ goal: ['first_commit'], product: ['mathlib'] });
    expect(config.touches[0]?.kinds).toEqual(['message', 'topic_start', 'quote_reply']);
    expect(config.inputs.identities?.files).toEqual(['../data/lean-zulip/identities.csv']);
  });

  test.skipIf(!found)(`mta-touches.yaml is read${reason}`, () => {
    const config = read('mta-touches.yaml');
    expect(config.identities_same).toBe(true);
    expect(config.inputs.identities).toBeUndefined();
    expect(config.inputs.conversions?.where).toEqual({ interaction: ['conversion'] });
    expect(config.goals[0]?.currency).toBe('USD');
  });
});

describe('what is read', () => {
  test('absent keys have their defaults', () => {
    expect(parseConfig(yaml(), 'g.yaml')).toMatchInlineSnapshot(`
      {
        "as_of": null,
        "attribution": {
          "channel": "group",
          "code": "touch",
          "last_non": {
            "kinds": [],
          },
          "markov": {
            "order": 1,
          },
          "models": [
            "first_touch",
            "last_touch",
            "linear",
            "position_based",
            "time_decay",
          ],
          "position_based": {
            "first": 0.4,
            "last": 0.4,
          },
          "reuse_touches": true,
          "time_decay": {
            "half_life_days": 7,
          },
        },
        "currency": null,
        "engine": {
          "conf": {},
          "kind": "duckdb",
          "master": null,
          "warehouse": null,
        },
        "goals": [
          {
            "currency": null,
            "headline": false,
            "label": null,
            "line": 2,
            "match": {
              "goal": [
                "order",
              ],
            },
            "name": "order",
            "settle_days": 0,
            "value": false,
            "window_days": 7,
          },
        ],
        "identities_same": true,
        "identity": {
          "max_members": 100,
          "max_share": 0.25,
          "max_users": 5,
          "min_confidence": 0,
          "placeholders": [
            "null",
            "(null)",
            "<null>",
            "\\n",
            "none",
            "nil",
            "nan",
            "undefined",
            "n/a",
            "#n/a",
            "#value!",
            "#ref!",
            "#name?",
            "#div/0!",
            "#num!",
            "#null!",
            "-",
            "--",
            "无",
            "空",
            "na",
            "/",
            "0",
            "-1",
            "anonymous",
            "guest",
            "unknown",
            "匿名",
            "游客",
            "未知",
            "00000000-0000-0000-0000-000000000000",
          ],
        },
        "inputs": {
          "activities": {
            "columns": {},
            "constants": {},
            "decimal_mark": null,
            "encoding": null,
            "files": [
              "a.csv",
            ],
            "files_query": null,
            "filled": [],
            "from_database": null,
            "key": [],
            "landed_states": null,
            "line": 1,
            "list_cells": false,
            "on_conflict": null,
            "others": [],
            "parts": false,
            "roster": null,
            "rows": {
              "clean": [],
              "derived": [],
              "skip_lines": 0,
              "until": null,
              "year": null,
            },
            "sheet": null,
            "short_lists": null,
            "time_format": null,
            "timezone": null,
            "values": {},
            "where": {},
          },
          "conversions": {
            "columns": {},
            "constants": {},
            "decimal_mark": null,
            "encoding": null,
            "files": [
              "c.csv",
            ],
            "files_query": null,
            "filled": [],
            "from_database": null,
            "key": [],
            "landed_states": null,
            "line": 1,
            "list_cells": false,
            "on_conflict": null,
            "others": [],
            "parts": false,
            "roster": null,
            "rows": {
              "clean": [],
              "derived": [],
              "skip_lines": 0,
              "until": null,
              "year": null,
            },
            "sheet": null,
            "short_lists": null,
            "time_format": null,
            "timezone": null,
            "values": {},
            "where": {},
          },
        },
        "lift": {
          "estimators": {},
          "gates": {},
          "period": "week",
          "smallest_useful": null,
        },
        "path": "g.yaml",
        "rejects": {
          "max_share": 0.001,
        },
        "report": {
          "labels": {
            "kinds": {},
            "matrices": {},
            "models": {},
            "owners": {},
            "types": {},
          },
          "language": "en",
          "mask": "none",
          "mask_key_file": null,
          "min_cell": 0,
        },
        "sensitivity": {
          "windows_days": [
            7,
            30,
            90,
          ],
        },
        "timezone": "UTC",
        "timezone_declared": false,
        "touches": [
          {
            "kinds": [
              "link_click",
              "code_scan",
              "red_envelope_open",
              "event_signup",
              "event_checkin",
              "survey_answer",
              "poll_vote",
              "order_chain",
            ],
            "reach": "actor",
            "weight": 1,
            "window_days": null,
          },
        ],
        "week_starts": "monday",
      }
    `);
  });

  test('a zone that the file names is declared', () => {
    expect(parseConfig(yaml({ head: 'timezone: Asia/Kolkata' }), 'g.yaml')).toMatchObject({
      timezone: 'Asia/Kolkata',
      timezone_declared: true,
    });
  });

  test('a zone that is taken is one that days are counted in', () => {
    const names = [
      'ACT',
      'AST',
      'BST',
      'CST',
      'EST',
      'IST',
      'JST',
      'MST',
      'NST',
      'PST',
      'PRC',
      'GMT',
      'GMT+0',
      'UCT',
    ];
    const more = [
      'Etc/GMT-8',
      'Etc/GMT+12',
      'Factory',
      'localtime',
      'SystemV/AST4',
      'US/Pacific',
      'Asia/Kolkata',
      'CET',
      'Z',
      'Zulu',
    ];
    const day = Temporal.PlainDate.from('2026-07-01');
    const taken = [...names, ...more, ...Intl.supportedValuesOf('timeZone')].filter((zone) => {
      if (complaint(yaml({ head: `timezone: ${zone}` })) !== 'no complaint') return false;
      expect(day.toZonedDateTime(zone).toPlainDate().toString(), zone).toBe('2026-07-01');
      return true;
    });
    expect(taken).toEqual(expect.arrayContaining(['PRC', 'GMT', 'Etc/GMT-8', 'US/Pacific', 'Asia/Kolkata']));
    for (const name of ['CST', 'IST', 'BST', 'Factory']) expect(taken).not.toContain(name);
  });

  test('iso weeks start on monday', () => {
    expect(parseConfig(yaml({ head: 'week_starts: iso' }), 'g.yaml').week_starts).toBe('monday');
  });

  test('values to compare keep the characters of the file', () => {
    const inputs = [
      'inputs:',
      '  activities: [a.csv, b.csv]',
      '  conversions:',
      '    files: c.csv',
      '    where: { a: 0123, b: 1.0, c: true, d: 2026-11-16, e: [7434567890123456789, 1e3], 5: 0x1F, f: "" }',
      '    values: { goal: { 01: order } }',
      '  identities: { files: i.csv, sheet: 07 }',
    ];
    const config = parseConfig(yaml({ inputs: inputs.join('\n') }), 'g.yaml');
    expect(config.inputs.conversions?.where).toEqual({
      a: ['0123'],
      b: ['1.0'],
      c: ['true'],
      d: ['2026-11-16'],
      e: ['7434567890123456789', '1e3'],
      5: ['0x1F'],
      f: [''],
    });
    expect(config.inputs.conversions?.values).toEqual({ goal: { '01': 'order' } });
    expect(config.inputs.activities?.files).toEqual(['a.csv', 'b.csv']);
    expect(config.inputs.identities?.sheet).toBe(7);
  });

  test('a whole value may be an alias, and each input keeps its own line', () => {
    const inputs =
      'inputs:\n  activities: &x { files: a.csv, columns: { ts: t } }\n  conversions: *x\n  identities: same';
    const config = parseConfig(yaml({ inputs }), 'g.yaml');
    expect(config.inputs.conversions).toEqual({ ...config.inputs.activities, line: 3 });
  });

  test.each([
    '2026-11-16',
    '2024-02-29',
    '2026-11-16T08:00',
    '2026-11-16 08:00:00.5+08:00',
    '2026-11-16T08:00:00Z',
  ])('as_of: %s is a moment', (as_of) => {
    expect(parseConfig(yaml({ head: `as_of: ${as_of}` }), 'g.yaml').as_of).toBe(as_of);
  });

  test('a mark of byte order and Windows line ends do not matter', () => {
    const text = `\uFEFF${yaml({ tail: 'report: { min_cell: 3 }' }).replaceAll('\n', '\r\n')}`;
    expect(parseConfig(text, 'g.yaml').report.min_cell).toBe(3);
  });

  test('report.labels names types, kinds and models in either language, and nothing else', () => {
    const labels = '{ types: { store: { en: shops, zh: 门店 } }, models: { linear: { zh: 平摊 } } }';
    expect(parseConfig(yaml({ tail: `report: { labels: ${labels} }` }), 'g.yaml').report.labels).toEqual({
      types: { store: { en: 'shops', zh: '门店' } },
      kinds: {},
      models: { linear: { en: null, zh: '平摊' } },
      owners: {},
      matrices: {},
    });
    const wrong = (text: string) => () =>
      parseConfig(yaml({ tail: `report: { labels: ${text} }` }), 'g.yaml');
    expect(wrong('{ groups: {} }')).toThrow(/groups/);
    expect(wrong('{ types: { store: shops } }')).toThrow(/store/);
    expect(wrong('{ types: { store: { fr: magasins } } }')).toThrow(/fr/);
  });

  test('chat may be a touch', () => {
    const config = parseConfig(yaml({ tail: 'touches: [{ kinds: message }]' }), 'g.yaml');
    expect(config.touches).toEqual([{ kinds: ['message'], reach: 'actor', weight: 1, window_days: null }]);
  });

  test('limits of gates and chosen estimators are handed on by name', () => {
    const tail = 'lift: { gates: { pre_periods: 6, alpha: 0.01 }, estimators: { T9: synthetic_did } }';
    const { lift } = parseConfig(yaml({ tail }), 'g.yaml');
    expect(lift.gates).toEqual({ pre_periods: 6, alpha: 0.01 });
    expect(lift.estimators).toEqual({ T9: 'synthetic_did' });
    expect(() => parseConfig(yaml({ tail: 'lift: { gates: { alpha: small } }' }), 'g.yaml')).toThrow(
      'expected a number',
    );
  });
});

const goal = (keys: string) =>
  yaml({ goals: `goals:\n  - { name: order, match: { goal: order }, window_days: 7, ${keys} }` });
const input = (keys: string) =>
  yaml({
    inputs: `inputs:\n  activities: { files: a.csv, ${keys} }\n  conversions: c.csv\n  identities: i.csv`,
  });
const head = (text: string) => yaml({ head: text });
const tail = (text: string) => yaml({ tail: text });
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const last = 'abcdefgh'[index];
    return `${name}: &${name} [${Array(9).fill(`*${last}`).join(', ')}]`;
  }),
].join('\n');

const wrong: Record<string, Record<string, string>> = {
  'not a configuration': {
    'empty file': '',
    'only a comment': '# later\n',
    'a list': '- a\n- b\n',
    'a scalar': 'just words',
    'two documents': `${yaml()}\n---\na: 1\n`,
    'bytes that are not UTF-8': 'timezone: UTC\ngoals: \uFFFD\uFFFD',
    'data instead of a configuration': 'a,b\n'.repeat(300_000),
  },
  'not YAML': {
    tab: 'inputs:\n\tactivities: a.csv\n',
    'open quote': 'timezone: "UTC\n',
    'open bracket': 'goals: [{ name: a }\n',
    'no comma': 'report: { language: en mask: hash }\n',
    'reserved character': 'currency: @CNY\n',
    'colon in a value': 'timezone: a: b\n',
    'too much indentation': 'inputs:\n  activities: a.csv\n    conversions: c.csv\n',
    'no colon': 'timezone\ncurrency: CNY\n',
    'unknown escape': 'timezone: "\\q"\n',
    'duplicate key': 'timezone: UTC\ncurrency: CNY\ntimezone: UTC\n',
    'same key, quoted': 'goals: []\n"goals": []\n',
  },
  hostile: {
    'unknown alias': 'timezone: *zone\n',
    'pattern without quotes': 'inputs: { activities: *.csv }\n',
    cycle: 'inputs: &i { activities: *i }\n',
    'alias bomb': bomb,
    tag: 'timezone: !!js/function "() => 1"\n',
    'own tag': 'timezone: !zone UTC\n',
    prototype: 'inputs: { activities: a.csv, __proto__: { files: b.csv } }\n',
    'prototype as a column': input('columns: { __proto__: x }'),
    'name of an inherited method': head('constructor: 1'),
    'inherited method as a column': input('columns: { toString: x }'),
    'merge key': 'inputs: { <<: { activities: a.csv } }\n',
    'key without a name': '? \n: 1\n',
    'list as a key': '? [a]\n: 1\n',
    'deep brackets': `goals: ${'['.repeat(5_000)}`,
    'deep dashes': '- '.repeat(5_000),
    'deep but closed': `goals: ${'['.repeat(100)}${']'.repeat(100)}`,
    'control character': head('currency: "a\\u0007b"'),
    'very long value': head(`currency: ${'群'.repeat(200)}`),
  },
  'unknown keys': {
    top: head('goal: []'),
    'no near key': head('xyzzy: 1'),
    goal: goal('window: 7'),
    'several, the first in the file': 'timezoen: UTC\nreport: { lang: en }\n',
    'a table outside inputs': head('identities: same'),
    table: yaml({ inputs: 'inputs:\n  activities: a.csv\n  conversion: c.csv\n  identities: same' }),
    'key of an input': input('file: b.csv'),
    column: input('columns: { ts: t, group: g }'),
    'column the wrong way round': input('columns: { 时间: ts }'),
    values: input('values: { kinds: { a: b } }'),
    'rule of touches': tail('touches:\n  - kinds: [notice]\n    reaches: actor'),
  },
  'missing keys': {
    everything: 'timezone: UTC\n',
    inputs: 'goals: [{ name: order, match: { goal: order }, window_days: 7 }]\n',
    identities: yaml({ inputs: 'inputs:\n  activities: a.csv\n  conversions: c.csv' }),
    goals: 'inputs: { activities: a.csv, conversions: c.csv, identities: same }\n',
    files: yaml({
      inputs: 'inputs:\n  activities: { columns: { ts: t } }\n  conversions: c.csv\n  identities: same',
    }),
    window: yaml({ goals: 'goals:\n  - name: order\n    match: { goal: order }' }),
  },
  'wrong kinds of value': {
    'no value': head('currency:'),
    'touches without a value': tail('touches:'),
    'quoted number': yaml({ goals: 'goals: [{ name: order, match: { goal: order }, window_days: "7" }]' }),
    'number with a unit': yaml({
      goals: 'goals: [{ name: order, match: { goal: order }, window_days: 7d }]',
    }),
    yes: goal('value: yes'),
    'list for a map': yaml({ inputs: 'inputs: [a.csv, b.csv]' }),
    'no goals': yaml({ goals: 'goals: []' }),
    'map for goals': yaml({ goals: 'goals: { order: 7 }' }),
    'null in a list': goal('currency: CNY').replace('goal: order }', 'goal: [order, ~] }'),
    'no files': yaml({ inputs: 'inputs: { activities: [], conversions: c.csv, identities: same }' }),
    'empty file name': yaml({ inputs: 'inputs: { activities: "", conversions: c.csv, identities: same }' }),
    'no files in a map': input('parts: false').replace('files: a.csv', 'files: []'),
    'deep in an input': input('where: { a: { b: c } }'),
    'sheet 0': input('sheet: 0'),
  },
  enumerations: {
    code: tail('attribution: { code: overide }'),
    reach: tail('touches: [{ kinds: notice, reach: everybody }]'),
    week: head('week_starts: Montag'),
    language: tail('report: { language: cn }'),
    mask: tail('report: { mask: true }'),
    engine: tail('engine: { kind: postgres }'),
    channel: tail('attribution: { channel: groups }'),
    period: tail('lift: { period: month }'),
  },
  numbers: {
    'window 0': goal('settle_days: 0').replace('window_days: 7', 'window_days: 0'),
    'endless window': goal('settle_days: 0').replace('window_days: 7', 'window_days: .inf'),
    'not a number': goal('settle_days: 0').replace('window_days: 7', 'window_days: .nan'),
    'enormous window': goal('settle_days: 0').replace('window_days: 7', 'window_days: 1e9'),
    'settle days': goal('settle_days: -1'),
    'enormous settle days': goal('settle_days: 1e9'),
    'settle days beyond all numbers': goal('settle_days: 1e308'),
    'half-life': tail('attribution: { time_decay: { half_life_days: 0 } }'),
    'share of rejects': tail('rejects: { max_share: 1.5 }'),
    'weight below 0': tail('touches: [{ kinds: notice, weight: -1 }]'),
    'enormous weight': tail('touches: [{ kinds: notice, weight: 1e308 }]'),
    'weight next to 0': tail('touches: [{ kinds: notice, weight: 5e-324 }]'),
    'all weights 0': tail('touches:\n  - { kinds: notice, weight: 0 }\n  - { kinds: broadcast, weight: 0 }'),
    'sum of shares': tail('attribution:\n  position_based: { first: 0.7, last: 0.4 }'),
    'no shares': tail('attribution:\n  position_based: { first: 0, last: 0 }'),
    order: tail('attribution: { markov: { order: 5 } }'),
    'half an order': tail('attribution: { markov: { order: 1.5 } }'),
    'order as a word': tail('attribution: { markov: { order: best } }'),
    'nine windows': tail('sensitivity: { windows_days: [1, 2, 3, 4, 5, 6, 7, 8, 9] }'),
    'no windows': tail('sensitivity: { windows_days: [] }'),
    'window twice': tail('sensitivity: { windows_days: [7, 30, 7.0] }'),
    'smallest useful': tail('lift: { smallest_useful: 0 }'),
    confidence: tail('identity: { min_confidence: 2 }'),
    'half a user': tail('identity: { max_users: 1.5 }'),
  },
  'zones, days, money, encodings': {
    'misspelt zone': head('timezone: Asia/Shangai'),
    Beijing: head('timezone: Asia/Beijing'),
    'small letters': head('timezone: asia/shanghai'),
    offset: head('timezone: "+08:00"'),
    'hours from UTC': head('timezone: UTC+8'),
    'hours from GMT': head('timezone: GMT+8'),
    'hours to the west': head('timezone: UTC-5'),
    'half an hour': head('timezone: UTC+5:30'),
    'an offset without a place': head('timezone: UTC+1:23'),
    CST: head('timezone: CST'),
    IST: head('timezone: IST'),
    BST: input('timezone: BST'),
    'small abbreviation': head('timezone: pst'),
    JST: head('timezone: JST'),
    'abbreviation that nobody knows': head('timezone: QQT'),
    'name of an object': head('timezone: constructor'),
    'zone of an input': input('timezone: Mars/Base'),
    currency: head('currency: cny'),
    'currency of a goal': goal('currency: RMB¥'),
    'no such day': head('as_of: 2026-02-30'),
    'other order': head('as_of: 16.11.2026'),
    'no hyphens': head('as_of: 20261116'),
    encoding: input('encoding: gb-2312x'),
    'master without spark': tail('engine: { master: "local[2]" }'),
    'warehouse without spark': tail('engine: { kind: duckdb, warehouse: w }'),
  },
  goals: {
    'same name': yaml({
      goals: ['goals:', ...Array(2).fill('  - { name: order, match: { goal: order }, window_days: 7 }')].join(
        '\n',
      ),
    }),
    'empty name': goal('value: true').replace('name: order', 'name: ""'),
    'control character': goal('value: true').replace('name: order', 'name: "a\\nb"'),
    'empty match': goal('value: true').replace('{ goal: order }', '{}'),
    chat: goal('value: true').replace('goal: order }', 'goal: [order, reply] }'),
    'chat by its name': goal('value: true').replace('name: order', 'name: Message'),
    'chat by the source column': yaml({
      inputs:
        'inputs:\n  activities: a.csv\n  conversions: { files: c.csv, columns: { goal: type } }\n  identities: same',
      goals: 'goals:\n  - { name: lively, match: { type: join }, window_days: 7 }',
    }),
  },
  models: {
    unknown: tail('attribution:\n  models: [linear, last_tuch]'),
    'nothing near': tail('attribution: { models: [shapely_value_of_all] }'),
    twice: tail('attribution: { models: [linear, linear] }'),
    none: tail('attribution: { models: [] }'),
  },
};

describe('what is refused', () => {
  test('every message, as prose', async () => {
    const told = Object.entries(wrong).map(([topic, cases]) => {
      const complaints = Object.entries(cases).map(
        ([name, text]) => `${name}:\n${complaint(text, ['linear', 'last_touch'])}\n`,
      );
      return `# ${topic}\n\n${complaints.join('\n')}`;
    });
    await expect(told.join('\n\n')).toMatchFileSnapshot('__snapshots__/messages.txt');
  });

  test('every message names a place, is one sentence and comes with a hint', () => {
    for (const [name, text] of Object.values(wrong).flatMap((cases) => Object.entries(cases))) {
      const lines = complaint(text, ['linear', 'last_touch']).split('\n');
      expect(lines, name).toHaveLength(2);
      expect(lines[0], name).toMatch(/^g\.yaml:\d+:\d+: [^\n]+, expected [^\n]+\.$/);
      expect(lines[1], name).toMatch(/[.?)]$/);
    }
  });

  test('models are not checked if no known ones are given', () => {
    const config = parseConfig(tail('attribution: { models: [my_model] }'), 'g.yaml');
    expect(config.attribution.models).toEqual(['my_model']);
  });

  test('chat words in other places do not make a chat goal', () => {
    const text = goal('value: true').replace('{ goal: order }', '{ goal: order, channel: message }');
    expect(complaint(text)).toBe('no complaint');
  });

  test('shares that sum to one are fine', () => {
    expect(complaint(tail('attribution: { position_based: { first: 0.9, last: 0.1 } }'))).toBe(
      'no complaint',
    );
  });
});

interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
  anyOf?: Described[];
}

function keysWithoutSummary(schema: Described, path: string): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
    ...(property.description === undefined ? [`${path}.${name}`] : []),
    ...keysWithoutSummary(property, `${path}.${name}`),
  ]);
  const inner = [...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])];
  return [...own, ...inner.flatMap((one) => keysWithoutSummary(one, path))];
}

describe('what is documented', () => {
  test('every key of the JSON Schema has a summary', () => {
    expect(keysWithoutSummary(configJsonSchema() as Described, '')).toEqual([]);
  });

  test('the JSON Schema asks for no more than the parser', () => {
    expect(configJsonSchema()).toMatchObject({ required: ['inputs', 'goals'], additionalProperties: false });
  });

  test('the reference has every key once, with a type and a summary', () => {
    const reference = configReference();
    const keys = reference.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(reference.filter(({ type, summary }) => type === '' || summary === '')).toEqual([]);
    expect(reference.map((row) => `${row.key} (${row.type}; ${row.default})`)).toMatchInlineSnapshot(`
      [
        "timezone (text; UTC)",
        "week_starts (monday | tuesday | wednesday | thursday | friday | saturday | sunday | iso; monday)",
        "currency (text; none)",
        "as_of (text; none)",
        "engine (map; )",
        "engine.kind (duckdb | spark; duckdb)",
        "engine.master (text; none)",
        "engine.conf (map; {})",
        "engine.warehouse (text; none)",
        "identity (map; )",
        "identity.min_confidence (number from 0 to 1; 0)",
        "identity.max_users (whole number from 1; 5)",
        "identity.max_members (whole number from 1; 100)",
        "identity.max_share (number from 0 to 1; 0.25)",
        "identity.placeholders (list of text; ["null","(null)","<null>","\\\\n","none","nil","nan","undefined","n/a","#n/a","#value!","#ref!","#name?","#div/0!","#num!","#null!","-","--","无","空","na","/","0","-1","anonymous","guest","unknown","匿名","游客","未知","00000000-0000-0000-0000-000000000000"])",
        "inputs (map; required)",
        "inputs.<table> (text or list of text or map or list of map; required)",
        "inputs.<table>.files (text or list of text; none)",
        "inputs.<table>.database (text; none)",
        "inputs.<table>.query (text; none)",
        "inputs.<table>.columns (map; )",
        "inputs.<table>.where (map; {})",
        "inputs.<table>.filled (list of text; none)",
        "inputs.<table>.values (map; )",
        "inputs.<table>.timezone (text; none)",
        "inputs.<table>.encoding (text; none)",
        "inputs.<table>.time_format (compact | epoch_s | epoch_ms | epoch_us | epoch_ns | day_first | month_first or map; none)",
        "inputs.<table>.decimal_mark (. | ,; none)",
        "inputs.<table>.parts (true | false; false)",
        "inputs.<table>.skip_lines (whole number from 0; none)",
        "inputs.<table>.until (text; none)",
        "inputs.<table>.clean (list of trim | unwrap | half_width; none)",
        "inputs.<table>.year (whole number from 1990; none)",
        "inputs.<table>.sheet (whole number from 1 or text; none)",
        "inputs.conversions.key (list of text; none)",
        "inputs.conversions.on_conflict (sum | latest | first | error; none)",
        "inputs.conversions.landed_states (list of text; none)",
        "inputs.memberships.roster (text; none)",
        "inputs.memberships.short_lists (leaves | skip; none)",
        "inputs.reversals.key (list of text; none)",
        "inputs.tactic_groups.list_cells (true | false; false)",
        "goals (list of map; required)",
        "goals[].name (text; required)",
        "goals[].match (map; required)",
        "goals[].window_days (number above 0; required)",
        "goals[].value (true | false; false)",
        "goals[].headline (true | false; false)",
        "goals[].settle_days (number from 0; 0)",
        "goals[].currency (text; none)",
        "goals[].label (map; )",
        "goals[].label.en (text; none)",
        "goals[].label.zh (text; none)",
        "touches (list of map; [{"kinds":["link_click","code_scan","red_envelope_open","event_signup","event_checkin","survey_answer","poll_vote","order_chain"],"reach":"actor","weight":1}])",
        "touches[].kinds (text or list of text; required)",
        "touches[].reach (actor | audience; actor)",
        "touches[].weight (number from 0 to 1000000; 1)",
        "touches[].window_days (number above 0; none)",
        "attribution (map; )",
        "attribution.channel (text; group)",
        "attribution.models (list of text; ["first_touch","last_touch","linear","position_based","time_decay"])",
        "attribution.last_non (map; )",
        "attribution.last_non.kinds (text or list of text; [])",
        "attribution.position_based (map; )",
        "attribution.position_based.first (number from 0 to 1; 0.4)",
        "attribution.position_based.last (number from 0 to 1; 0.4)",
        "attribution.time_decay (map; )",
        "attribution.time_decay.half_life_days (number above 0; 7)",
        "attribution.markov (map; )",
        "attribution.markov.order (whole number from 1 to 4 or auto; 1)",
        "attribution.code (touch | override | ignore; touch)",
        "attribution.reuse_touches (true | false; true)",
        "sensitivity (map; )",
        "sensitivity.windows_days (list of number above 0; [7,30,90])",
        "lift (map; )",
        "lift.period (week | day; week)",
        "lift.smallest_useful (number above 0; none)",
        "lift.estimators (map; {})",
        "lift.gates (map; {})",
        "rejects (map; )",
        "rejects.max_share (number from 0 to 1; 0.001)",
        "report (map; )",
        "report.language (en | zh; en)",
        "report.mask (none | hash; none)",
        "report.mask_key_file (text; none)",
        "report.labels (map; )",
        "report.labels.types (map; {})",
        "report.labels.kinds (map; {})",
        "report.labels.models (map; {})",
        "report.labels.owners (map; {})",
        "report.labels.matrices (map; {})",
        "report.min_cell (whole number from 0; 0)",
      ]
    `);
  });
});

describe('a source of its own and the only item of a list', () => {
  /** What a configuration with these keys of the conversions is read as, or the complaint without its place. */
  const said = (keys: string, isList: boolean) => {
    const one = `{ files: c.csv, ${keys} }`;
    const text = yaml({
      inputs: `inputs: { activities: a.csv, conversions: ${isList ? `[${one}]` : one}, identities: same }`,
    });
    try {
      return parseConfig(text, 'g.yaml').inputs.conversions;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return `${error.message}\n${error.hint}`.replace(/:\d+:\d+: /, ': ');
    }
  };

  test.each([
    'where: { value: 100, shop: 007, paid: true, big: 1e3, date: 2026-11-02 }',
    'columns: { code: { value: 0012 }, ts: { column: 2026, transform: trim } }',
    'landed_states: [1, true, 2.0]',
    'values: { goal: { 1: 2, yes: no } }',
    'filled: [2026, true]',
    'key: [1, 2]',
    'encoding: 850',
    'until: 2026',
    'parts: true, skip_lines: 2, year: 2026',
    'colums: { ts: time }',
    'where: { value: null }',
    'encoding: null',
    'on_conflict: newest',
    'decimal_mark: .',
    'skip_lines: two',
    'columns: { shop: name }',
    'columns: { name: conversion_id }',
  ])('read and refuse the same: %s', (keys) => {
    expect(said(keys, true)).toEqual(said(keys, false));
  });

  test('words that look like numbers or flags are the words as written', () => {
    expect(said('where: { shop: 007, paid: true }', true)).toMatchObject({
      where: { shop: ['007'], paid: ['true'] },
    });
    expect(said('on_conflict: newest', true)).toContain('expected sum, latest, first or error.');
    expect(said('colums: { ts: time }', true)).toContain('Did you mean `columns`?');
  });
});
