import type { Config } from '../config/config.js';
import type { Engine, Row } from '../engines/engine.js';
import type { Source } from '../sources/load.js';
import { visible } from '../text/printable.js';
import { cumulativeGoals } from './cumulative.js';
import { type Finding, firstFew, shareText } from './findings.js';
import { freshnessFindings } from './freshness.js';
import { idleExclusions } from './idle_exclusions.js';

/** Problems that show only in the tables made from the inputs, each with the share of rows it concerns. */
export async function tableFindings(
  engine: Engine,
  config: Config,
  sources: readonly Source[],
  asOf: number,
): Promise<Finding[]> {
  const [totals] =
    await engine.rows(`SELECT (SELECT count(*) FROM conversion_rows) AS conversions, (SELECT count(*) FROM activity_rows) AS activities,
    (SELECT count(*) FROM people) AS people`);
  const count = (name: string) => Number(totals?.[name] ?? 0);
  return [
    ...(await conflictFindings(engine, count('conversions'))),
    ...(await codeFindings(engine, config, count('conversions'))),
    ...(await identityFindings(engine, config, count('conversions'), count('people'))),
    ...(await kindFindings(engine, config, count('activities'))),
    ...(await reversalFindings(engine)),
    ...(await exclusionFindings(engine)),
    ...(await cumulativeFindings(engine)),
    ...(await lateFindings(engine, asOf)),
    ...(await freshnessFindings(engine, config, sources, asOf)),
  ];
}

async function conflictFindings(engine: Engine, conversions: number): Promise<Finding[]> {
  const rows = await engine.rows('SELECT conversion_id, versions FROM conflicts ORDER BY conversion_id');
  if (rows.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `${shareText(rows.length, conversions, 'conversion ids')} came with different contents; the newest snapshot is kept: ${list(rows, 'conversion_id')}.`,
    },
  ];
}

function list(rows: readonly Row[], column: string): string {
  return firstFew(rows.map((row) => String(row[column])));
}

async function codeFindings(engine: Engine, config: Config, conversions: number): Promise<Finding[]> {
  if (config.attribution.code === 'ignore') return [];
  const rows = await engine.rows(
    'SELECT code, conversions FROM unknown_codes ORDER BY conversions DESC, code',
  );
  if (rows.length === 0) return [];
  const carrying = rows.reduce((sum, row) => sum + Number(row.conversions), 0);
  const share = shareText(carrying, conversions, 'conversions');
  const text =
    config.inputs.codes === undefined
      ? `${share} carry a code, and there is no table codes.`
      : `${share} carry a code that the table codes does not know: ${list(rows, 'code')}.`;
  return [{ level: 'warning', text, hint: 'Add the codes, or write attribution: { code: ignore }.' }];
}

/** Quarantined people, and conversions whose user nobody knows. */
async function identityFindings(
  engine: Engine,
  config: Config,
  conversions: number,
  people: number,
): Promise<Finding[]> {
  const quarantined = await engine.rows(
    'SELECT person_key, users FROM quarantine ORDER BY users DESC, person_key',
  );
  const findings: Finding[] = [];
  if (quarantined.length > 0) {
    const keys = quarantined.map((row) => `${row.person_key} (${row.users})`);
    findings.push({
      level: 'warning',
      text: `${shareText(quarantined.length, people, 'people')} have more than ${config.identity.max_users} product users and are quarantined: ${firstFew(keys)}.`,
      hint: 'A shared phone or a wrong link joins many people: look at their identity rows, or change identity.max_users.',
    });
  }
  return [...findings, ...(await unknownFindings(engine, conversions))];
}

/** Conversions whose user no identity names, and identities that never lead to a member of a group. */
async function unknownFindings(engine: Engine, conversions: number): Promise<Finding[]> {
  const [row] =
    await engine.rows(`SELECT count(CASE WHEN i.person_no IS NULL THEN 1 END) AS unnamed, count(m.person_no) AS met
    FROM conversion_rows c LEFT JOIN person_ids i ON i.node_key = 'user:' || c.user_id
    LEFT JOIN (SELECT DISTINCT person_no FROM members) m ON m.person_no = i.person_no`);
  const [unnamed, met] = [Number(row?.unnamed ?? 0), Number(row?.met ?? 0)];
  if (conversions > 0 && met === 0) {
    return [
      {
        level: 'error',
        text: `None of ${conversions.toLocaleString('en-US')} conversions is of a person who is a member of a group.`,
        hint: 'The ids of activities, identities and conversions do not meet: compare them, prefixes and leading zeros too.',
      },
    ];
  }
  if (unnamed === 0) return [];
  return [
    {
      level: 'warning',
      text: `${shareText(unnamed, conversions, 'conversions')} are of users that no identity names; without a code they stay unattributed.`,
      hint: 'A better identity table raises what can be attributed.',
    },
  ];
}

/** Kinds that the configuration counts and nobody ever did. */
async function kindFindings(engine: Engine, config: Config, activities: number): Promise<Finding[]> {
  const rows = await engine.rows(
    'SELECT kind, count(*) AS activities FROM activity_rows GROUP BY kind ORDER BY activities DESC, kind',
  );
  const seen = new Map(rows.map((row) => [String(row.kind), Number(row.activities)]));
  const counted = [...new Set(config.touches.flatMap((rule) => rule.kinds))];
  const absent = counted.filter((kind) => !seen.has(kind));
  const touching = counted.reduce((sum, kind) => sum + (seen.get(kind) ?? 0), 0);
  const found = `Kinds in the data: ${firstFew(
    rows.map((row) => `${row.kind} (${row.activities})`),
    rows.length,
    12,
  )}.`;
  if (absent.length === 0) return [];
  const text = `touches: ${firstFew(absent, absent.length, 12)} never occur; ${shareText(touching, activities, 'activities')} are of kinds that count.`;
  return [{ level: 'warning', text, hint: `${found} Map values under inputs.activities.values.` }];
}

/** Reversals of more than the value, and of conversions that are not there. */
async function reversalFindings(engine: Engine): Promise<Finding[]> {
  const excess = await engine.rows(
    'SELECT DISTINCT conversion_id FROM excess_reversals ORDER BY conversion_id',
  );
  const [row] =
    await engine.rows(`SELECT count(*) AS reversals, (SELECT count(*) FROM in_reversals r ANTI JOIN conversion_rows c ON c.conversion_id = r.conversion_id WHERE r.problem IS NULL) AS lost,
    (SELECT count(*) FROM in_reversals r JOIN conversion_rows c ON c.conversion_id = r.conversion_id WHERE r.problem IS NULL AND r.ts_us < c.ts_us) AS early
    FROM in_reversals WHERE problem IS NULL`);
  const [reversals, lost, early] = [row?.reversals, row?.lost, row?.early].map((n) => Number(n ?? 0)) as [
    number,
    number,
    number,
  ];
  const findings: Finding[] = [];
  if (excess.length > 0)
    findings.push({
      level: 'warning',
      text: `${excess.length} conversions are reversed for more than their value; the excess is not counted: ${list(excess, 'conversion_id')}.`,
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
      text: `${shareText(lost, reversals, 'reversals')} name a conversion that is not in the table conversions.`,
    });
  return findings;
}

/** Exclusions that exclude nobody, because no id is of their type. */
async function exclusionFindings(engine: Engine): Promise<Finding[]> {
  return (await idleExclusions(engine)).map(({ id_type, count }) => ({
    level: 'warning',
    text: `inputs.exclusions: ${count} of the id type "${visible(id_type)}", which no identity has, exclude nobody.`,
    hint: 'Write member, user or a type of the identities.',
  }));
}

/** Values that are totals so far. */
async function cumulativeFindings(engine: Engine): Promise<Finding[]> {
  return (await cumulativeGoals(engine)).map((found) => ({
    level: 'warning',
    text: `inputs.conversions: the values of ${found.goal} look like totals so far: for ${shareText(found.rising, found.users, 'users with 5 conversions or more')} they only rise.`,
    hint: 'Each row must hold one result with its own value: export the orders, or take the differences.',
  }));
}

/** Rows that as_of leaves out. */
async function lateFindings(engine: Engine, asOf: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const table of ['activities', 'conversions']) {
    const [row] = await engine.rows(
      `SELECT count(*) AS all_rows, count(CASE WHEN ts_us > ${asOf} OR coalesce(ingested_at_us, ts_us) > ${asOf} THEN 1 END) AS late FROM in_${table} WHERE problem IS NULL`,
    );
    const late = Number(row?.late ?? 0);
    if (late > 0)
      findings.push({
        level: 'warning',
        text: `inputs.${table}: ${shareText(late, Number(row?.all_rows), 'rows')} happened or arrived after as_of and are left out.`,
      });
  }
  return findings;
}
