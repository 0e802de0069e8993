import type { Config } from '../../config/config.js';
import { defaultTouchKinds } from '../../contract/tables.js';
import type { Engine } from '../../engines/engine.js';
import { readRow, readRows, readTable } from '../../engines/typed_rows.js';
import { nearest } from '../../sources/spelling.js';
import { visible } from '../../text/printable.js';
import { yamlScalar } from '../../text/yaml_scalar.js';
import type { Checked } from './checked.js';
import { codeWordFindings } from './code_words.js';
import { cumulativeGoals } from './cumulative.js';
import { type Finding, firstFew, shareText } from './findings.js';
import { freshnessFindings } from './freshness.js';
import { idJoinFindings } from './id_joins.js';
import { idleExclusions, idTypes } from './idle_exclusions.js';
import { lateFindings } from './late.js';
import { listlessGroupFindings } from './listless_groups.js';
import { noGoalFindings } from './no_goal.js';
import { nobodyFindings } from './nobody.js';
import { reversalAmountFindings } from './reversal_amounts.js';
import { sharedActivityIds } from './shared_activity_ids.js';
import { sharedTargetFindings } from './shared_targets.js';
import { totalOf } from './shares.js';
import { toldTwiceFindings } from './told_twice.js';
import { unseenLeaveFindings } from './unseen_leaves.js';
import { vagueReversalFindings } from './vague_reversals.js';
import { activityWordFindings, type WordRows } from './words.js';

/** Problems that only show in the tables made from the inputs, each with the share of rows it affects. */
export async function tableFindings(checked: Checked): Promise<Finding[]> {
  const { engine, config } = checked;
  const { conversions, people } = await readRow(
    engine,
    { conversions: 'number', people: 'number' },
    'SELECT (SELECT count(*) FROM conversion_rows) AS conversions, (SELECT count(*) FROM people) AS people',
  );
  return [
    ...(await codeFindings(engine, config, conversions)),
    ...(await codeWordFindings(engine, config)),
    ...(await nobodyFindings(engine)),
    ...(await idJoinFindings(engine)),
    ...(await identityFindings(engine, config, conversions, people)),
    ...(await kindFindings(engine, config)),
    ...(await vagueReversalFindings(engine, config)),
    ...(await reversalFindings(engine)),
    ...(await reversalAmountFindings(checked)),
    ...(await exclusionFindings(engine)),
    ...(await cumulativeFindings(engine)),
    ...(await noGoalFindings(checked)),
    ...(await lateFindings(checked)),
    ...(await freshnessFindings(checked)),
    ...(await unseenLeaveFindings(checked)),
    ...(await listlessGroupFindings(checked)),
    ...(await toldTwiceFindings(checked)),
    ...(await sharedTargetFindings(checked)),
    ...(await sharedActivityIds(engine)),
  ];
}

async function codeFindings(engine: Engine, config: Config, conversions: number): Promise<Finding[]> {
  if (config.attribution.code === 'ignore') return [];
  const rows = await readTable(
    engine,
    'unknown_codes',
    { code: 'text', conversions: 'number' },
    'ORDER BY conversions DESC, code',
  );
  if (rows.length === 0) return [];
  const { carrying } = await readRow(
    engine,
    { carrying: 'number' },
    `SELECT CAST(coalesce(sum(conversions), 0) AS BIGINT) AS carrying FROM (
      SELECT DISTINCT p.written, p.conversions FROM code_parts p
      JOIN unknown_codes u ON u.code = p.part) cells`,
  );
  const share = shareText(carrying, conversions, 'conversions');
  const text =
    config.inputs.codes === undefined
      ? `${share} carry a code, but there is no codes table.`
      : `${share} carry a code that is not in the codes table: ${firstFew(rows.map(({ code }) => code))}.`;
  const hint = 'Add the codes, or write attribution: { code: ignore }.';
  return [{ level: 'warning', text, hint, note: { kind: 'unknown_codes', count: rows.length } }];
}

/** Quarantined people, and conversions with an unknown user. */
async function identityFindings(
  engine: Engine,
  config: Config,
  conversions: number,
  people: number,
): Promise<Finding[]> {
  const quarantined = await readTable(
    engine,
    'quarantine',
    { person_key: 'text', users: 'number', members: 'number', reason: 'text' },
    'ORDER BY users DESC, members DESC, person_key',
  );
  const findings: Finding[] = [];
  if (quarantined.length > 0) {
    const keys = quarantined.map(
      ({ person_key, users, members, reason }) =>
        `${person_key} (${reason === 'users' ? `${users} users` : reason === 'members' ? `${members} members` : 'a share of the conversions above identity.max_share'})`,
    );
    findings.push({
      level: 'warning',
      text: `${shareText(quarantined.length, people, 'people')} have ids that cannot belong to one person, and are quarantined: ${firstFew(keys)}.`,
      hint: 'A shared phone or a wrong link joins many people: check their identity rows, or change identity.max_users, max_members or max_share.',
      note: { kind: 'quarantine', count: quarantined.length },
    });
  }
  return [...findings, ...(await unknownFindings(engine, config, conversions))];
}

/** Conversions whose user is in no identity; and whether any conversion can be credited at all, by its person or its code. */
async function unknownFindings(engine: Engine, config: Config, conversions: number): Promise<Finding[]> {
  const codes =
    config.attribution.code === 'ignore' ? 'NULL' : 'CASE WHEN x.known_code IS NOT NULL THEN 1 END';
  const { unnamed, met, coded } = await readRow(
    engine,
    { unnamed: 'number', met: 'number', coded: 'number' },
    `SELECT count(CASE WHEN c.user_id IS NOT NULL AND i.person_no IS NULL THEN 1 END) AS unnamed, count(m.linked_no) AS met, count(${codes}) AS coded
    FROM conversion_rows c LEFT JOIN person_ids i ON i.node_key = 'user:' || c.user_id
    LEFT JOIN (SELECT DISTINCT linked_no FROM members) m ON m.linked_no = i.person_no
    LEFT JOIN (SELECT DISTINCT written AS known_code FROM code_uses) x ON x.known_code = c.code`,
  );
  if (conversions > 0 && met === 0) return [noneMet(conversions, coded)];
  if (unnamed === 0) return [];
  return [
    {
      level: 'warning',
      text: `${shareText(unnamed, conversions, 'conversions')} have users that are in no identity; without a code they stay unattributed.`,
      hint: 'A more complete identities table increases what can be attributed.',
    },
  ];
}

/** A code needs no person. If there is no known code either, nothing can be credited. */
function noneMet(conversions: number, coded: number): Finding {
  const none = `None of ${conversions.toLocaleString('en-US')} conversions belongs to a person who is a member of a group`;
  if (coded > 0)
    return {
      level: 'warning',
      text: `${none}; credit depends on codes alone: ${shareText(coded, conversions, 'conversions')} carry a known one.`,
      hint: "People's touches earn nothing until the ids of activities, identities and conversions match.",
    };
  return {
    level: 'error',
    text: `${none}.`,
    hint: 'The ids of activities, identities and conversions do not match: compare them, including prefixes and leading zeros. If they are telephone numbers, read them with transform: phone, as in { column: ..., transform: phone }.',
  };
}

/** Kinds that the configuration counts but that never occur; for default kinds, only if all are absent. */
async function kindFindings(engine: Engine, config: Config): Promise<Finding[]> {
  const counts = await readRows(
    engine,
    { kind: 'text', role: 'text?', activities: 'number' },
    'SELECT kind, role, count(*) AS activities FROM activity_rows GROUP BY kind, role',
  );
  const rows = countsBy(counts, 'kind').map(({ word, rows }) => ({ kind: word, activities: rows }));
  const near = activityWordFindings(countsBy(counts, 'kind'), countsBy(counts, 'role'), config);
  const all = totalOf(counts, 'activities');
  const seen = new Map(rows.map(({ kind, activities }) => [String(kind), activities]));
  const counted = [...new Set(config.touches.flatMap((rule) => rule.kinds))];
  const absent = counted.filter((kind) => !seen.has(kind));
  const touching = counted.reduce((sum, kind) => sum + (seen.get(kind) ?? 0), 0);
  const found = `Kinds in the data: ${firstFew(
    rows.map((row) => `${row.kind} (${row.activities})`),
    rows.length,
    12,
  )}.`;
  const asDefault = counted.join() === defaultTouchKinds.join() && touching > 0;
  if (absent.length === 0 || asDefault) return near;
  const text = `touches: ${firstFew(absent, absent.length, 12)} never occur; ${shareText(touching, all, 'activities')} are of kinds that count.`;
  const hint = `${found} Map values under inputs.activities.values.`;
  return [
    ...near,
    {
      level: 'warning',
      text,
      hint,
      ...(touching === 0 ? { note: { kind: 'no_touch_kinds' as const } } : {}),
    },
  ];
}

/** The number of activities with each word of a column, most frequent first. */
function countsBy(
  counts: readonly { readonly kind: string; readonly role: string | null; readonly activities: number }[],
  column: 'kind' | 'role',
): WordRows[] {
  const rows = new Map<string, number>();
  for (const { [column]: word, activities } of counts)
    if (word !== null) rows.set(word, (rows.get(word) ?? 0) + activities);
  return [...rows]
    .map(([word, rows]) => ({ word, rows }))
    .sort((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1));
}

/** Reversals that exceed the value, and those of missing conversions. */
async function reversalFindings(engine: Engine): Promise<Finding[]> {
  const excess = await readRows(
    engine,
    { conversion_id: 'text' },
    'SELECT DISTINCT conversion_id FROM excess_reversals ORDER BY conversion_id',
  );
  const shape = { conversion_id: 'text', reversals: 'number' } as const;
  const lostIds = await readTable(engine, 'lost_reversals', shape, 'ORDER BY conversion_id');
  const idleIds = await readTable(engine, 'idle_reversals', shape, 'ORDER BY conversion_id');
  const [lost, idle] = [totalOf(lostIds, 'reversals'), totalOf(idleIds, 'reversals')];
  const { reversals, early } = await readRow(
    engine,
    { reversals: 'number', early: 'number' },
    `SELECT (SELECT count(*) FROM reversal_rows) AS reversals, (SELECT count(*) FROM reversal_rows r JOIN conversion_rows c ON c.conversion_id = r.conversion_id WHERE r.ts_us < c.ts_us) AS early`,
  );
  const findings: Finding[] = [];
  if (excess.length > 0)
    findings.push({
      level: 'warning',
      text: `${excess.length === 1 ? '1 conversion is reversed for more than its value' : `${excess.length} conversions are reversed for more than their value`}; the excess is ignored: ${firstFew(excess.map(({ conversion_id }) => conversion_id))}.`,
      note: { kind: 'excess_reversals', count: excess.length },
    });
  if (early > 0)
    findings.push({
      level: 'warning',
      text: `${shareText(early, reversals, 'reversals')} come before their conversion.`,
      hint: 'Compare the time zones of inputs.reversals and inputs.conversions.',
    });
  if (lost > 0)
    findings.push({
      level: 'warning',
      text: `${shareText(lost, reversals, 'reversals')} name a conversion that is not in the conversions table; they reverse nothing: ${firstFew(lostIds.map(({ conversion_id }) => conversion_id))}.`,
      note: { kind: 'lost_reversals', count: lostIds.length },
    });
  if (idle > 0)
    findings.push({
      level: 'note',
      text: `${shareText(idle, reversals, 'reversals')} name a conversion that has not landed or is later than as_of; there is nothing to reverse: ${firstFew(idleIds.map(({ conversion_id }) => conversion_id))}.`,
      note: { kind: 'idle_reversals', count: idleIds.length },
    });
  return findings;
}

/** Exclusions that exclude nobody, because no id has their type. */
async function exclusionFindings(engine: Engine): Promise<Finding[]> {
  const idle = await idleExclusions(engine);
  if (idle.length === 0) return [];
  const types = await idTypes(engine);
  return idle.map(({ id_type, count }) => {
    const meant = nearest(id_type, types);
    return {
      level: 'warning',
      text: `inputs.exclusions: ${count} with the id type "${visible(id_type)}", which no identity has, exclude nobody.`,
      hint: `Id types are: ${firstFew(types)}.${meant === undefined ? '' : ` If you mean ${visible(meant)}, write \`values: { id_type: { ${yamlScalar(visible(id_type))}: ${yamlScalar(visible(meant))} } }\` under inputs.exclusions.`}`,
      note: { kind: 'idle_exclusions', id_type, count },
    };
  });
}

/** Values that are running totals. */
async function cumulativeFindings(engine: Engine): Promise<Finding[]> {
  return (await cumulativeGoals(engine)).map((found) => ({
    level: 'warning',
    text: `inputs.conversions: the values of ${found.goal} look like running totals: for ${shareText(found.rising, found.users, 'users with 5 or more conversions')} they only rise.`,
    hint: 'Each row must be one result with its own value: export the orders, or use the differences.',
    note: { kind: 'cumulative', ...found },
  }));
}
