/** No raw id of a goal, kind, type, matrix, owner, model, check or verdict in anything that is read, where a label exists. */
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/insights/index.js';
import { renderFeishu, renderSlack, renderWecom, renderWecomTables } from '../../src/report/bots.js';
import { languages } from '../../src/report/language.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import type { LiftCheck, Published } from '../../src/report/published.js';
import type { Report } from '../../src/report/report.js';
import { sample, withFacts } from '../report/sample.js';

/** Ids that nobody could take for words, by the fields that hold them. */
const fields = { goal: 'zzgoal', type: 'zztype', matrix: 'zzmatrix', owner_id: 'zzowner' } as const;
type Field = keyof typeof fields;
const isField = (field: string): field is Field => Object.hasOwn(fields, field);

const seen = new Map<string, string>();

/** The id that stands for one of the sample. */
function renamed(field: Field, id: string): string {
  const known = seen.get(`${field} ${id}`) ?? `${fields[field]}${seen.size}`;
  seen.set(`${field} ${id}`, known);
  return known;
}

/** The same rows with these ids. */
function withIds<T>(value: T): T;
function withIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIds);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [
      field,
      isField(field) && typeof one === 'string' ? renamed(field, one) : withIds(one),
    ]),
  );
}

const checks = Object.keys(languages.en.tactics.checks) as LiftCheck['check'][];
const [claim] = sample.lift;

/** The sample with such ids, one check of each kind, a tactic of each kind and rows that could not be read. */
function labelled(): Published {
  const rows = withIds(sample);
  const kinds = ['link_drop', 'red_envelope', 'zzkind'];
  const labels = (prefix: string) =>
    Object.fromEntries(
      [...seen.values(), 'zzkind']
        .filter((id) => id.startsWith(prefix))
        .map((id) => [id, { en: 'Known', zh: '有名' }]),
    );
  return withFacts(
    {
      ...rows,
      goals: rows.goals.map((goal) => ({ ...goal, label: { en: 'Known', zh: '有名' } })),
      tactics: rows.tactics.map((tactic, at) => ({ ...tactic, kind: kinds[at % kinds.length] ?? null })),
      lift_checks: checks.map((check) => ({
        tactic_id: claim?.tactic_id ?? '',
        goal: rows.goals[0]?.goal ?? '',
        ...{ check, size: 1, error: null, bound: null, asked: 1, passed: 1 },
      })),
      freshness: [
        ...rows.freshness,
        {
          ...{ scope: 'goal', table_name: 'conversions', name: rows.goals[0]?.goal ?? '' },
          ...{ first_day: '2026-07-06', last_day: '2026-11-10', days_with_rows: 100, usual_silence_days: 0 },
          ...{ status: 'silent', silent_from: '2026-11-11', silent_to: '2026-11-15', missing_days: 5 },
        },
      ],
      id_joins: [
        {
          ...{ reference: 'conversions.user_id', named: 100, lost: 60, near: 50, apart: 'case' },
          ...{ example: 'X', known_id: 'x' },
        },
      ],
      rejects: [
        {
          ...{ table_name: 'tactic_groups', file: 'f', line: 2, column: 'c', found: 'x', expected: 'a time' },
          reason: 'missing_columns',
        },
      ],
    },
    {
      labels: {
        ...{ types: labels('zztype'), kinds: labels('zzkind'), models: {} },
        ...{ owners: labels('zzowner'), matrices: labels('zzmatrix') },
      },
    },
  );
}

/** What is no text: names of blocks and tables, and where a figure comes from. */
const unread = new Set(['id', 'kind', 'query', 'about', 'tables', 'level', 'tone', 'is', 'evidence']);

/** Every text of a report with its place. */
function textsOf(value: unknown, place: string): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (Array.isArray(value)) return value.flatMap((one, at) => textsOf(one, `${place}.${at}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    unread.has(key) ? [] : textsOf(one, `${place}.${key}`),
  );
}

/** Names of tables that a sentence sends its reader to. */
const named = /\b(tactic_groups|unknown_codes|promo_suspects|promo_effect)\b/g;
const raw = /zz[a-z]+\d*|\b[a-z]+(_[a-z]+)+\b/;

function wrongIn(report: Report): string[] {
  return textsOf({ opening: report.opening, parts: report.parts, missing: report.missing }, '')
    .flatMap(([place, text]) => (text.replace(named, '').match(raw) ?? []).map((word) => [place, word, text]))
    .map(([place, word, text]) => `${place} prints "${word}", a name of the code: ${text?.slice(0, 80)}`);
}

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const report = buildReport(withFacts(labelled(), { language }));

  it('no part, no table and no first screen prints an id that has a label', () => {
    expect(report.parts.length).toBeGreaterThan(12);
    expect(wrongIn(report)).toEqual([]);
  });

  it('neither do the texts', () => {
    for (const render of [renderMarkdown, renderWecom, renderWecomTables])
      expect(render(report).replace(named, '')).not.toMatch(raw);
    for (const render of [renderFeishu, renderSlack]) expect(render(report)).not.toMatch(/zz[a-z]+\d/);
  });
});
