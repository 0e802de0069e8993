// The invented data of the benchmarks: every figure is a hash of its row number, so that all machines measure the same.
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const start = 1_700_000_000_000_000;

async function write(folder, tables) {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '2GB',
    temp_directory: join(folder, 'spill'),
  });
  const connection = await instance.connect();
  for (const [name, select] of Object.entries(tables))
    await connection.run(
      `COPY (${select}) TO '${join(folder, name).replaceAll("'", "''")}.parquet' (FORMAT parquet)`,
    );
  connection.closeSync();
}

/** `millions` M actor touches over 140 days, 1/20 of that conversions, 1/40 people; `heavy` adds one person with 200,000 touches and 5,000 conversions. */
export async function actorData(folder, millions, heavy) {
  const activities = millions * 1e6;
  const conversions = activities / 20;
  const people = activities / 40;
  const time = (salt) =>
    `make_timestamp(${start} + CAST(hash(i * 7 + ${salt}) % 12096000 AS BIGINT) * 1000000)`;
  const person = (salt) =>
    `lpad(CAST(CAST(floor(${people} * pow((hash(i * 7 + ${salt}) % 1000003) / 1000003.0, 1.5)) AS BIGINT) AS VARCHAR), 7, '0')`;
  const kind = `CASE WHEN hash(i * 7 + 4) % 4 = 0 THEN 'code_scan' ELSE 'link_click' END`;
  const group = `'g' || CAST(hash(i * 7 + 2) % 2000 AS VARCHAR)`;
  const heavyTouches = heavy
    ? `UNION ALL SELECT 'h' || lpad(CAST(i AS VARCHAR), 9, '0'), ${time(11)}, ${group}, 'mheavy', ${kind} FROM range(200000) t(i)`
    : '';
  const heavyOrders = heavy
    ? `UNION ALL SELECT 'h' || lpad(CAST(i AS VARCHAR), 8, '0'), ${time(12)}, 'uheavy', 'order', 10.00 FROM range(5000) t(i)`
    : '';
  const heavyLink = heavy ? `UNION ALL SELECT 'mheavy', 'uheavy'` : '';
  await write(folder, {
    activities: `SELECT 'a' || lpad(CAST(i AS VARCHAR), 9, '0') AS activity_id, ${time(1)} AS ts, ${group} AS group_id, 'm' || ${person(3)} AS member_id, ${kind} AS kind FROM range(${activities}) t(i) ${heavyTouches}`,
    conversions: `SELECT 'c' || lpad(CAST(i AS VARCHAR), 8, '0') AS conversion_id, ${time(5)} AS ts, 'u' || ${person(6)} AS user_id, 'order' AS goal, CAST((hash(i) % 100000) / 100.0 AS DECIMAL(10, 2)) AS value FROM range(${conversions}) t(i) ${heavyOrders}`,
    identities: `SELECT 'm' || lpad(CAST(i AS VARCHAR), 7, '0') AS member_id, 'u' || lpad(CAST(i AS VARCHAR), 7, '0') AS user_id FROM range(${people}) t(i) ${heavyLink}`,
  });
  return configuration('  - { kinds: [link_click, code_scan], reach: actor }', '');
}

/** 1,000 groups per million with 100 members each, one broadcast per day and group for 100 days, 25,000 people and 50,000 conversions per million. */
export async function audienceData(folder, millions) {
  const groups = millions * 1000;
  const people = millions * 25_000;
  const conversions = millions * 50_000;
  await write(folder, {
    activities: `SELECT 'b' || CAST(i AS VARCHAR) AS activity_id, make_timestamp(${start} + CAST(i // ${groups} AS BIGINT) * 86400000000 + CAST(hash(i) % 86400 AS BIGINT) * 1000000) AS ts, 'g' || CAST(i % ${groups} AS VARCHAR) AS group_id, 'operator' AS member_id, 'broadcast' AS kind FROM range(${groups * 100}) t(i)`,
    conversions: `SELECT 'c' || lpad(CAST(i AS VARCHAR), 8, '0') AS conversion_id, make_timestamp(${start} + CAST(hash(i * 7 + 5) % 8640000 AS BIGINT) * 1000000) AS ts, 'u' || CAST(hash(i * 7 + 6) % ${people} AS VARCHAR) AS user_id, 'order' AS goal, 10.00 AS value FROM range(${conversions}) t(i)`,
    identities: `SELECT 'm' || CAST(i AS VARCHAR) AS member_id, 'u' || CAST(i AS VARCHAR) AS user_id FROM range(${people}) t(i)`,
    memberships: `SELECT 'g' || CAST(i // 100 AS VARCHAR) AS group_id, 'm' || CAST(hash(i * 3 + 1) % ${people} AS VARCHAR) AS member_id, make_timestamp(${start - 86_400_000_000}) AS joined_at FROM range(${groups * 100}) t(i)`,
  });
  return configuration(
    '  - { kinds: [broadcast], reach: audience, window_days: 7 }',
    '  memberships: { files: memberships.parquet }\n',
  );
}

function configuration(touches, more) {
  return `timezone: UTC
currency: CNY
inputs:
  activities: { files: activities.parquet }
  conversions: { files: conversions.parquet }
  identities: { files: identities.parquet }
${more}goals:
  - { name: order, match: { goal: order }, window_days: 30, value: true, headline: true }
touches:
${touches}
attribution:
  models: [first_touch, last_touch, linear, position_based, time_decay]
`;
}
