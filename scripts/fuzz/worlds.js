/** Small healthy inputs, as texts: what the fuzzer damages. No value contains a line break, so lines can be counted. */

const config = `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: FILE.activities
  conversions: FILE.conversions
  identities: identities.csv
  memberships: memberships.csv
  groups: groups.csv
  reversals: reversals.csv
  codes: codes.csv
goals:
  - { name: order, match: { goal: order }, window_days: 14, value: true }
  - { name: register, match: { goal: register }, window_days: 7 }
attribution: { models: [linear, time_decay] }
rejects: { max_share: 0.05 }
`;

const kinds = ['link_click', 'message', 'code_scan', 'red_envelope_open'];
const groups = ['g-tea', 'g-run', '母婴一群', '0021'];

function stamp(choose) {
  const two = (n) => String(n).padStart(2, '0');
  return `2026-11-${two(1 + choose.below(20))} ${two(choose.below(24))}:${two(choose.below(60))}:${two(choose.below(60))}`;
}

function table(header, count, row) {
  return { header, rows: Array.from({ length: count }, (_, place) => row(place)) };
}

/** The tables of one project, each a header and rows of texts. */
function tables(choose) {
  const people = 3 + choose.below(8);
  const member = () => `m${choose.below(people)}`;
  const user = () => `u${choose.below(people + 2)}`;
  return {
    activities: table(['activity_id', 'ts', 'group_id', 'member_id', 'kind'], 5 + choose.below(60), (n) => [
      `a${n}`,
      stamp(choose),
      choose.pick(groups),
      member(),
      choose.pick(kinds),
    ]),
    conversions: table(
      ['conversion_id', 'ts', 'user_id', 'goal', 'value', 'code'],
      3 + choose.below(40),
      (n) => [
        `c${n}`,
        stamp(choose),
        user(),
        choose.pick(['order', 'order', 'register']),
        `${choose.below(500)}.${choose.below(10)}0`,
        choose.pick(['', '', 'TEA10']),
      ],
    ),
    identities: table(['member_id', 'user_id'], people, (n) => [`m${n}`, `u${n}`]),
    memberships: table(['group_id', 'member_id', 'joined_at', 'left_at'], people, (n) => [
      choose.pick(groups),
      `m${n}`,
      '2026-10-01 08:00:00',
      '',
    ]),
    groups: table(['group_id', 'name', 'type'], groups.length, (n) => [groups[n], `Group ${n}`, 'group']),
    reversals: table(['conversion_id', 'ts', 'value'], 2, (n) => [`c${n}`, '2026-11-20 23:59:00', '1.00']),
    codes: table(['code', 'group_id'], 1, () => ['TEA10', 'g-tea']),
  };
}

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table as CSV text. */
export function csv({ header, rows }, choose) {
  const quoted = choose.happens(0.2);
  const line = (cells) => cells.map((text) => (quoted ? `"${text}"` : cell(text))).join(',');
  return `${[header, ...rows].map(line).join(choose.happens(0.2) ? '\r\n' : '\n')}\n`;
}

/** A table as JSON lines or as one array. */
export function json({ header, rows }, choose) {
  const objects = rows.map((row) =>
    JSON.stringify(Object.fromEntries(header.map((name, n) => [name, row[n]]))),
  );
  return choose.happens(0.5) ? `${objects.join('\n')}\n` : `[${objects.join(',\n')}]\n`;
}

/** A project: its configuration, its tables, which formats the two large tables have, and the lines above the header of some CSV files. */
export function project(choose) {
  const made = tables(choose);
  const formats = { activities: choose.pick(formatsOf), conversions: choose.pick(formatsOf) };
  const isCsv = (name) => (formats[name] ?? 'csv').startsWith('csv');
  const titled = Object.keys(made).filter((name) => isCsv(name) && choose.happens(0.15));
  const titles = Object.fromEntries(titled.map((name) => [name, choose.pick(titleLines)]));
  return { config, tables: made, formats, titles };
}

/** What programs write above a header; `skip_lines` has their number, and the rows below are read from a copy. */
const titleLines = [[''], ['Export of November'], ['Orders, all', '----'], ['报表', '', 'by hand']];

/** File endings that the fuzzer writes. */
const formatsOf = ['csv', 'csv', 'csv', 'ndjson', 'csv.gz', 'csv.zst', 'parquet'];

/** The configuration of a project with the names of its files in it. */
export function configText({ config: text, formats, titles }) {
  const named = Object.entries(titles).reduce(
    (sum, [name, lines]) =>
      sum.replace(
        new RegExp(`^  ${name}: (.*)$`, 'm'),
        `  ${name}: { files: $1, skip_lines: ${lines.length}, clean: [trim] }`,
      ),
    text,
  );
  return named
    .replace('FILE.activities', `activities.${formats.activities}`)
    .replace('FILE.conversions', `conversions.${formats.conversions}`);
}

/** A panel of units and periods with an adoption. */
export function panelText(choose) {
  const units = 4 + choose.below(12);
  const rows = [];
  for (let unit = 0; unit < units; unit += 1)
    for (let period = 1; period <= 6; period += 1)
      rows.push([
        `g${unit}`,
        String(period),
        (choose.below(1000) / 100).toFixed(2),
        unit < units / 2 ? '4' : '',
      ]);
  return csv({ header: ['unit', 'time', 'y', 'first'], rows }, choose);
}

/** A trial: one row per unit, two arms. */
export function trialText(choose) {
  const rows = Array.from({ length: 8 + choose.below(60) }, (_, n) => [
    `u${n}`,
    n % 2 === 0 ? 'control' : 'coupon',
    String(choose.below(3)),
  ]);
  return csv({ header: ['user_id', 'arm', 'orders'], rows }, choose);
}

/** Ready paths. */
export function pathsText(choose) {
  const channels = ['tea', 'run', '母婴', 'moments'];
  const rows = Array.from({ length: 3 + choose.below(20) }, () => [
    Array.from({ length: 1 + choose.below(4) }, () => choose.pick(channels)).join(' > '),
    String(choose.below(5)),
    `${choose.below(90)}.50`,
    String(choose.below(9)),
  ]);
  return csv({ header: ['path', 'total_conversions', 'total_conversion_value', 'total_null'], rows }, choose);
}
