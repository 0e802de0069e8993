import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.js';
import { demoProject } from '../../../src/invented/demo/index.js';
import { type Header, type Language, labels } from '../../../src/invented/demo/labels.js';
import { story } from '../../../src/invented/demo/story.js';

type Row = Record<string, string>;

const seed = 1;
const languages: readonly Language[] = ['en', 'zh'];
const projects = { en: demoProject(seed, 'en'), zh: demoProject(seed, 'zh') };
const names = Object.keys(projects.en);

function text(language: Language, name: string): string {
  const found = projects[language][name];
  if (found === undefined) throw new Error(`no file ${name}`);
  return found;
}

function table(name: string, language: Language = 'en'): Row[] {
  return parse(text(language, name), { columns: true });
}

/** Rows of a file whose columns have names of their own in the language, under the canonical names. */
function canonical(name: string, header: Header, language: Language): Row[] {
  return table(name, language).map((row) =>
    Object.fromEntries(Object.entries(header).map(([column, source]) => [column, row[source] ?? ''])),
  );
}

function activityNames(): string[] {
  return names.filter((name) => name.startsWith('data/activities-'));
}

/** All activities, link clicks too, with the canonical names of the columns. */
function activityRows(language: Language): Row[] {
  const header = labels[language].activities;
  const clicks = text(language, 'data/clicks.ndjson')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string | null>)
    .map((row) =>
      Object.fromEntries(Object.entries(header).map(([column, source]) => [column, row[source] ?? ''])),
    );
  return [...activityNames().flatMap((name) => canonical(name, header, language)), ...clicks];
}

function column(rows: readonly Row[], name: string): string[] {
  return rows.map((row) => row[name] ?? '').filter((value) => value !== '');
}

function strangers(values: readonly string[], known: readonly string[]): string[] {
  const set = new Set(known);
  return [...new Set(values)].filter((value) => !set.has(value));
}

function conversionRows(language: Language): Row[] {
  const header = labels[language].conversions;
  return ['data/orders.csv', 'data/registrations.csv'].flatMap((name) => canonical(name, header, language));
}

describe('the bytes', () => {
  it('are the same for the same seed and others for another', () => {
    expect(demoProject(seed, 'en')).toEqual(projects.en);
    expect(demoProject(2, 'en')['data/orders.csv']).not.toBe(projects.en['data/orders.csv']);
  });

  it('tell the same story in both languages', () => {
    expect(Object.keys(projects.zh)).toEqual(names);
    for (const name of ['data/memberships.csv', 'data/id_map.csv', 'data/refunds.csv', 'data/users.csv']) {
      expect(text('zh', name)).toBe(text('en', name));
    }
    const ids = (language: Language) => column(conversionRows(language), 'conversion_id');
    expect(ids('zh')).toEqual(ids('en'));
  });

  it('are a few megabytes', () => {
    const total = Object.values(projects.en).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
    expect(total).toBeGreaterThan(2_000_000);
    expect(total).toBeLessThan(6_000_000);
  });
});

describe.each(languages)('the files (%s)', (language) => {
  it.each(names.filter((name) => name.endsWith('.csv')))('%s is well formed', (name) => {
    const rows = parse(text(language, name), { columns: true }) as Row[];
    expect(rows.length).toBeGreaterThan(0);
    expect(text(language, name).endsWith('\n')).toBe(true);
  });

  it('share their columns where they share an input', () => {
    const heads = activityNames().map((name) => text(language, name).split('\n')[0]);
    expect(new Set(heads).size).toBe(1);
    const [click = '{}'] = text(language, 'data/clicks.ndjson').split('\n');
    expect(Object.keys(JSON.parse(click)).join(',')).toBe(heads[0]);
    const [orders, registrations] = ['data/orders.csv', 'data/registrations.csv'].map(
      (name) => text(language, name).split('\n')[0],
    );
    expect(orders).toBe(registrations);
  });

  it('have a configuration that parses and names them all', () => {
    const config = parseConfig(text(language, 'grouplift.yaml'), '/demo/grouplift.yaml');
    const patterns = Object.values(config.inputs).flatMap((input) => input.files);
    const named = (name: string) =>
      patterns.some((pattern) =>
        pattern.includes('*') ? name.startsWith(pattern.split('*')[0] ?? '') : name === pattern,
      );
    expect(names.filter((name) => name.startsWith('data/') && !named(name))).toEqual([]);
    expect(patterns.filter((pattern) => !pattern.includes('*') && !names.includes(pattern))).toEqual([]);
    expect(config.report.language).toBe(language);
    expect(config.goals.map((goal) => goal.name)).toEqual(['register', 'order']);
  });

  it('have names in the language', () => {
    const group_names = column(table('data/groups.csv', language), 'name').filter((name) => name !== '🌸✨');
    const kol_ids = column(table('data/kols.csv', language), 'kol_id');
    const tactic_names = column(canonical('data/tactics.csv', labels[language].tactics, language), 'name');
    for (const name of [...group_names, ...kol_ids, ...tactic_names]) {
      expect(/\p{Script=Han}/u.test(name), name).toBe(language === 'zh');
    }
  });
});

describe('the numbers', () => {
  it('have the size of a real operation', () => {
    const kinds = new Set(column(activityRows('zh'), 'kind'));
    expect(kinds.size).toBe(13);
    const told = story(seed);
    expect(told.activities.length).toBeGreaterThan(25_000);
    expect(told.activities.length).toBeLessThan(40_000);
    expect(told.conversions.length).toBeGreaterThan(6500);
    expect(told.conversions.length).toBeLessThan(8500);
    const members = told.people.filter((person) => person.member_id !== null);
    expect(members.length).toBeGreaterThan(4300);
    expect(members.length).toBeLessThan(4700);
    const matched = members.filter((person) => person.linked).length / members.length;
    expect(matched).toBeGreaterThan(0.65);
    expect(matched).toBeLessThan(0.75);
  });

  it('stay inside the 24 weeks', () => {
    const rows = [...activityRows('en'), ...conversionRows('en')];
    const days = column(rows, 'ts')
      .map((ts) => ts.slice(0, 10))
      .sort();
    expect([days[0], days.at(-1)]).toEqual(['2026-06-01', '2026-11-15']);
  });
});

describe('references', () => {
  const groups = column(table('data/groups.csv'), 'group_id');
  const tactics = column(table('data/tactics.csv'), 'tactic_id');
  const kols = column(table('data/kols.csv'), 'kol_id');
  const codes = column(table('data/codes.csv'), 'code');
  const memberships = table('data/memberships.csv');
  const members = column(memberships, 'member_id');
  const activities = activityRows('en');

  it('of activities lead somewhere', () => {
    expect(strangers(column(activities, 'group_id'), groups)).toEqual([]);
    expect(strangers(column(activities, 'member_id'), members)).toEqual([]);
    expect(strangers(column(activities, 'tactic_id'), tactics)).toEqual([]);
    expect(strangers(column(activities, 'code'), codes)).toEqual([]);
    expect(strangers(column(activities, 'reply_to'), column(activities, 'activity_id'))).toEqual([]);
  });

  it('of memberships lead somewhere, and stays end after they start', () => {
    expect(strangers(column(memberships, 'group_id'), groups)).toEqual([]);
    expect(strangers(column(memberships, 'inviter_id'), members)).toEqual([]);
    expect(strangers(column(memberships, 'code'), codes)).toEqual([]);
    const backwards = memberships.filter(
      ({ joined_at = '', left_at = '' }) => left_at !== '' && left_at <= joined_at,
    );
    expect(backwards).toEqual([]);
  });

  it('of tactics, codes, KOLs, lineage, staff and targets lead somewhere', () => {
    const tactic_groups = table('data/tactic_groups.csv');
    expect(strangers(column(tactic_groups, 'group_id'), groups)).toEqual([]);
    expect(strangers(column(tactic_groups, 'tactic_id'), tactics)).toEqual([]);
    expect(strangers(column(table('data/codes.csv'), 'kol_id'), kols)).toEqual([]);
    expect(strangers(column(table('data/groups.csv'), 'kol_id'), kols)).toEqual([]);
    expect(strangers(column(table('data/groups.csv'), 'owner_id'), members)).toEqual([]);
    expect(strangers(column(table('data/kols.csv'), 'member_id'), members)).toEqual([]);
    const lineage = table('data/lineage.csv');
    expect(strangers([...column(lineage, 'from_group'), ...column(lineage, 'to_group')], groups)).toEqual([]);
    const staff = table('data/staff.csv').filter((row) => row.id_type === 'member');
    expect(strangers(column(staff, 'id'), members)).toEqual([]);
    const targets = table('data/targets.csv');
    expect(strangers(column(targets, 'parent'), column(targets, 'node'))).toEqual([]);
  });

  it('of conversions, refunds and the map of ids lead somewhere', () => {
    const users = column(table('data/users.csv'), 'user_id');
    const conversions = conversionRows('en');
    const edges = table('data/id_map.csv');
    const mapped = (type: string) => [
      ...column(
        edges.filter((edge) => edge.id_type_a === type),
        'id_a',
      ),
      ...column(
        edges.filter((edge) => edge.id_type_b === type),
        'id_b',
      ),
    ];
    expect(strangers(column(conversions, 'user_id'), users)).toEqual([]);
    expect(
      strangers(column(table('data/refunds.csv'), 'conversion_id'), column(conversions, 'conversion_id')),
    ).toEqual([]);
    expect(strangers(mapped('member'), members)).toEqual([]);
    expect(strangers(mapped('user'), users)).toEqual([]);
    expect(strangers(column(conversions, 'code'), codes)).toEqual(['FRIEND9']);
  });

  it('are unique where they name one thing', () => {
    const ids = column(conversionRows('en'), 'conversion_id');
    expect(new Set(ids).size).toBe(ids.length);
    const people = story(seed).people;
    for (const list of [people.map((person) => person.member_id), people.map((person) => person.user_id)]) {
      const known = list.filter((id) => id !== null);
      expect(new Set(known).size).toBe(known.length);
    }
  });
});

describe('the odd cases', () => {
  const conversions = conversionRows('en');
  const activities = activityRows('en');

  it('have ids that a spreadsheet would break', () => {
    expect(column(conversions, 'user_id').every((id) => /^\d{19}$/.test(id))).toBe(true);
    expect(column(conversions, 'conversion_id').every((id) => /^\d{19}$/.test(id))).toBe(true);
    expect(column(activities, 'member_id').some((id) => id.startsWith('0'))).toBe(true);
  });

  it('have one week of activities in two files, row by row the same', () => {
    const lines = (name: string) => text('en', name).trim().split('\n').slice(1);
    const month = new Set(lines('data/activities-2026-11.csv'));
    const again = lines('data/activities-2026-11-week-46.csv');
    expect(again.length).toBeGreaterThan(1000);
    expect(again.filter((line) => !month.has(line))).toEqual([]);
  });

  it('have honest duplicates without ids', () => {
    const nameless = table('data/activities-2026-11.csv').filter((row) => row.msg_id === '');
    expect(nameless).toHaveLength(12);
    expect(new Set(nameless.map((row) => JSON.stringify(row))).size).toBe(6);
  });

  it('have a phone with more users than a person can have', () => {
    const edges = table('data/id_map.csv').filter(
      (edge) => edge.id_type_a === 'phone' && edge.id_type_b === 'user',
    );
    const phones = edges.map((edge) => edge.id_a);
    const most = Math.max(
      ...[...new Set(phones)].map((phone) => phones.filter((other) => other === phone).length),
    );
    expect(most).toBe(14);
  });

  it('have clicks in the very second of an order', () => {
    const told = story(seed);
    const clicks = new Set(
      told.activities.filter((row) => row.kind === 'link_click').map((row) => `${row.member_id} ${row.ts_s}`),
    );
    const at_once = told.conversions.filter(({ person, ts_s }) => clicks.has(`${person.member_id} ${ts_s}`));
    expect(at_once.length).toBeGreaterThanOrEqual(6);
  });

  it('have refunds in part, in steps, of everything, and after the reported week', () => {
    const values = new Map(conversions.map((row) => [row.conversion_id, Number(row.value)]));
    const refunds = table('data/refunds.csv');
    const ids = column(refunds, 'conversion_id');
    const share = (row: Row) => Number(row.value) / (values.get(row.conversion_id as string) as number);
    expect(refunds.some((row) => share(row) === 1)).toBe(true);
    expect(refunds.some((row) => share(row) < 0.5)).toBe(true);
    expect(new Set(ids).size).toBeLessThan(ids.length);
    expect(column(refunds, 'ts').some((ts) => ts >= '2026-11-16')).toBe(true);
    expect(refunds.every((row) => share(row) <= 1)).toBe(true);
  });

  it('have a group whose members order nothing while they are in it', () => {
    const told = story(seed);
    const inside = told.conversions.filter(({ person, ts_s }) =>
      person.stays.some(
        (stay) => stay.group_id === '0304' && stay.joined_s <= ts_s && person.role === 'member',
      ),
    );
    expect(inside).toEqual([]);
  });

  it.each([
    ['T09', 8],
    ['T16', 24],
  ])('have a tactic with a holdout, in which nobody saw it (%s)', (tactic_id, groups) => {
    const held = table('data/tactic_groups.csv').filter(
      (row) => row.tactic_id === tactic_id && row.arm === 'holdout',
    );
    expect(held).toHaveLength(groups);
    const away = new Set(column(held, 'group_id'));
    const seen = activities.filter((row) => row.tactic_id === tactic_id);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter((row) => away.has(row.group_id ?? ''))).toEqual([]);
  });
});

describe('the planted truth', () => {
  it.each([1, 2, 3])('is in the data (seed %i)', (other) => {
    const { people, conversions, activities } = story(other);
    const because = (tactic_id: string) => conversions.filter((row) => row.because === tactic_id).length;
    expect(because('T13')).toBeGreaterThan(35);
    expect(because('T16')).toBeGreaterThan(90);
    for (const without_effect of ['T02', 'T04', 'T08', 'T14']) expect(because(without_effect)).toBe(0);
    const rate = (group_id: string) => {
      const members = people.filter(
        (person) => person.stays[0]?.group_id === group_id && person.user_id !== null,
      );
      const set = new Set(members.map((person) => person.user_id));
      const orders = conversions.filter((row) => row.goal === 'order' && set.has(row.user_id));
      return orders.length / members.length;
    };
    expect(rate('0105')).toBeGreaterThan(1.5 * rate('0106'));
    const written = (group_id: string) =>
      activities.filter((row) => row.kind === 'message' && row.group_id === group_id).length;
    expect(written('0106')).toBeGreaterThan(20 * written('0105'));
  });
});
