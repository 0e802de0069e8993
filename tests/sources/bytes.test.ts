/** Odd bytes, names and archives against the built program: the rows that are there, or one sentence that says what is wrong. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeFile } from '../../src/sources/files.js';
import { refuseChanged } from '../../src/sources/stamp.js';
import {
  commandIn,
  type Files,
  type Outcome,
  query,
  removeProjects,
  runIn,
  writeProject,
} from '../black_box.js';
import { encoded, regions } from './encoded_files.js';
import { packedZstd } from './packed_zstd.js';

afterAll(removeProjects);

const config = `timezone: Asia/Shanghai
currency: CNY
inputs:
  activities: activities.csv
  conversions: conversions.csv
  identities: identities.csv
goals:
  - { name: order, match: { goal: order }, window_days: 7, value: true }
attribution: { models: [linear] }
rejects: { max_share: 0.2 }
`;
const groups = ['同城跑团', '秒杀群', '老客专属', '母婴一群', '福利二群', '读书会', '周末徒步', '烘焙课堂'];
const activities = `ts,group_id,member_id,kind\n${groups.map((group, place) => `2026-03-01 10:0${place}:00,${group},m${place},link_click\n`).join('')}`;
const base: Files = {
  'grouplift.yaml': config,
  'activities.csv': activities,
  'conversions.csv': `conversion_id,ts,user_id,goal,value\n${groups.map((_, place) => `c${place},2026-03-02 12:00:00,u${place},order,10\n`).join('')}`,
  'identities.csv': `member_id,user_id\n${groups.map((_, place) => `m${place},u${place}\n`).join('')}`,
};

/** The configuration with other files for the activities. */
const reading = (files: string) => config.replace('activities: activities.csv', `activities: ${files}`);

/** Conversions credited to each group, of a run that had nothing to say but notes and `warnings`. */
async function credited(outcome: Outcome, warnings: RegExp = /^$/): Promise<Record<string, unknown>> {
  const said = outcome.stderr.replace(/^note: .*\n/gm, '').trimEnd();
  expect([outcome.code, said]).toEqual([0, expect.stringMatching(warnings)]);
  const rows = await outcome.rows('SELECT group_id, conversions FROM {group_credit} WHERE conversions > 0');
  return Object.fromEntries(rows.map((row) => [row.group_id, row.conversions]));
}

const allGroups = Object.fromEntries(groups.map((group) => [group, 1]));

function never(): never {
  throw new Error('no such region');
}

/** One sentence and one hint, exit code as documented. */
function expectRefused(outcome: Outcome, code: 2 | 3, sentence: RegExp): void {
  expect(outcome.stderr).toMatch(/^error: .+\n {2}hint: .+\n$/);
  expect(outcome.stderr).toMatch(sentence);
  expect([outcome.code, outcome.published]).toEqual([code, false]);
}

describe('encodings', () => {
  it.each(['gb18030', 'utf-16le', 'utf-16be', 'utf-8'])('%s is read, and said', async (encoding) => {
    const folder = writeProject({ ...base, 'activities.csv': encoded(activities, encoding) });
    const run = await runIn(folder);
    expect(await credited(run)).toEqual(allGroups);
    const manifest = JSON.parse(readFileSync(join(run.out, 'manifest.json'), 'utf8'));
    const [input] = manifest.inputs;
    expect([input.table, input.files[0].encoding, input.files[0].encoding_by]).toEqual([
      'activities',
      encoding,
      'found',
    ]);
    const isPlain = encoding === 'utf-8';
    expect(run.stderr.includes(`activities.csv of activities was read as ${encoding}, found`)).toBe(!isPlain);
    const check = await commandIn(folder, ['check']);
    expect(check.stdout).toMatch(
      isPlain ? /activities .*utf-8\n/ : RegExp(`activities .*${encoding} \\(found\\)\\n`),
    );
  });

  it.each(Object.keys(regions))('%s: the groups are called what they are called', async (key) => {
    const { groups: names, encoding, zone } = regions[key] ?? regions.gb18030 ?? never();
    const text = `ts,group_id,member_id,kind\n${names.map((name, place) => `2026-03-01 10:00:00,${name},m${place},link_click\n`).join('')}`;
    for (const written of [encoding, 'utf-8']) {
      const run = await runIn(
        writeProject({
          ...base,
          'grouplift.yaml': config.replace('Asia/Shanghai', zone),
          'activities.csv': encoded(text, written),
        }),
      );
      const credits = await credited(run);
      for (const name of names.slice(0, 8)) expect(credits[name]).toBe(1);
    }
  });

  it('that may be either of two lead to a question with both readings and where to answer it', async () => {
    const text = 'ts,group_id,member_id,kind\n2026-03-01 10:00:00,Peña,m0,link_click\n';
    const files = { ...base, 'activities.csv': encoded(text, 'windows-1252') };
    const zoned = config.replace('Asia/Shanghai', 'Europe/Berlin');
    const asked = await runIn(writeProject({ ...files, 'grouplift.yaml': zoned }));
    expectRefused(asked, 2, /activities\.csv: .*"Peña" in windows-1252 and "Peńa" in windows-1250\./);
    expect(asked.stderr).toContain(
      '`encoding: windows-1252` or `encoding: windows-1250` under inputs.activities',
    );
    const told = zoned.replace(
      'activities: activities.csv',
      'activities: { files: activities.csv, encoding: windows-1252 }',
    );
    const run = await runIn(writeProject({ ...files, 'grouplift.yaml': told }));
    expect(await credited(run)).toMatchObject({ Peña: 1 });
    expect(run.stderr).toContain('was read as windows-1252, as the configuration says');
  });

  it.each(['gb18030', 'utf-16le', 'utf-8'])(
    'a damaged line of %s is a reject with its number, and no other line',
    async (encoding) => {
      const bytes = encoded(activities, encoding);
      const line = activities.split('\n').slice(0, 4).join('\n').length;
      const place = encoded(activities.slice(0, line).replace(/老客专属.*$/s, ''), encoding).length;
      const damaged = Buffer.from(bytes);
      if (encoding === 'utf-16le') damaged.writeUInt16LE(0xd800, place);
      else damaged[place] = 0xff;
      const run = await runIn(writeProject({ ...base, 'activities.csv': damaged }));
      const { 老客专属: _lost, ...rest } = allGroups;
      expect(
        await credited(run, /^warning: inputs\.activities: 1 of 8 rows .* are rejected .*$/),
      ).toMatchObject(rest);
      expect(await run.rows('SELECT file, line, reason, expected FROM {rejects}')).toEqual([
        { file: 'activities.csv', line: 4, reason: 'invalid_encoding', expected: `${encoding} text` },
      ]);
      expect(await run.rows("SELECT count(*) AS n FROM {groups} WHERE group_id LIKE '%\ufffd%'")).toEqual([
        { n: 0 },
      ]);
      const strict = config.replace('max_share: 0.2', 'max_share: 0.01');
      expectRefused(
        await runIn(writeProject({ ...base, 'grouplift.yaml': strict, 'activities.csv': damaged })),
        3,
        /1 of 8 rows \(13 %\) are rejected .*activities\.csv, line 4/,
      );
    },
  );

  it('UTF-16 that has lost a byte is refused, for everything after it would be other letters', async () => {
    const bytes = encoded(activities, 'utf-16le');
    for (const lost of [560, 561])
      expectRefused(
        await runIn(
          writeProject({
            ...base,
            'activities.csv': Buffer.concat([bytes.subarray(0, lost), bytes.subarray(lost + 1)]),
          }),
        ),
        3,
        /activities\.csv, after line \d+: its UTF-16 is damaged/,
      );
  });
});

describe('zstd', () => {
  it.each(['utf-8', 'gb18030', 'utf-16le'])('holds %s', async (encoding) => {
    const folder = writeProject({
      ...base,
      'grouplift.yaml': reading('activities.csv.zst'),
      'activities.csv.zst': packedZstd(encoded(activities, encoding)),
    });
    expect(await credited(await runIn(folder))).toEqual(allGroups);
  });

  it('with lines that end in several ways, and with one above 8 MB, is read like a plain file', async () => {
    const mixed = activities
      .replace('\n', '\r\n')
      .replace('秒杀群,m1,link_click\n', '秒杀群,m1,link_click\r');
    const long = `${activities}2026-03-01 11:00:00,${'x'.repeat(9_000_000)},m1,link_click\n`;
    for (const [text, rejected] of [
      [mixed, 0],
      [long, 1],
    ] as const) {
      const folder = writeProject({
        ...base,
        'grouplift.yaml': reading('activities.csv.zst'),
        'activities.csv.zst': packedZstd(Buffer.from(text)),
      });
      const run = await runIn(folder);
      const warnings =
        rejected === 0 ? /^$/ : /^warning: .+: 1 of 9 rows \(11 %\) are rejected \(limit 20 %\)\.$/;
      expect(await credited(run, warnings)).toEqual(allGroups);
      expect(await run.rows('SELECT count(*) AS n FROM {rejects}')).toEqual([{ n: rejected }]);
    }
  });

  it('that is cut short or damaged is refused before anything is counted', async () => {
    const whole = packedZstd(Buffer.from(activities));
    const flipped = Buffer.from(whole);
    flipped[60] = (flipped[60] ?? 0) ^ 1;
    const notOne = Buffer.concat([whole, Buffer.from('rest of something')]);
    for (const bytes of [whole.subarray(0, -1), whole.subarray(0, 40), flipped, notOne])
      expectRefused(
        await runIn(writeProject({ ...base, 'grouplift.yaml': reading('a.csv.zst'), 'a.csv.zst': bytes })),
        3,
        /a\.csv\.zst is not a complete zstd file/,
      );
  });
});

describe('names', () => {
  const other = activities.replaceAll('群', 'X').replaceAll('团', 'X');

  it.each(['a[1].csv', 'a*.csv', 'a?.csv', '[ab] *?.csv', 'a].csv', "a'[x].csv", 'a{1,2}.csv'])(
    '%s is that file, not a pattern',
    async (name) => {
      const folder = writeProject({
        ...base,
        'grouplift.yaml': reading(JSON.stringify(name)),
        [name]: activities,
        'a1.csv': other,
        'aa.csv': other,
        'b xy.csv': other,
      });
      const run = await runIn(folder);
      expect(await credited(run)).toEqual(allGroups);
      const manifest = JSON.parse(readFileSync(join(run.out, 'manifest.json'), 'utf8'));
      expect(manifest.inputs[0].files.map((file: { path: string }) => file.path)).toEqual([
        join(folder, name),
      ]);
    },
  );

  it('hold for JSON, Parquet, copies in UTF-8, the folder of the project and that of the output', async () => {
    const json = activities
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [ts, group_id, member_id, kind] = line.split(',');
        return `${JSON.stringify({ ts, group_id, member_id, kind })}\n`;
      })
      .join('');
    const files = {
      ...base,
      'j[1].ndjson': json,
      'j1.ndjson': json.replaceAll('群', 'X'),
      'g[1].csv': encoded(activities, 'gb18030'),
    };
    for (const name of ['j[1].ndjson', 'g[1].csv']) {
      const folder = writeProject(
        { ...files, 'grouplift.yaml': reading(JSON.stringify(name)) },
        'project [1]*',
      );
      expect(await credited(await runIn(folder, { out: 'out[2]?' }))).toEqual(allGroups);
    }
  });

  it('of folders such as kind=join do not replace a column', async () => {
    const name = 'kind=join/activities.csv';
    const folder = writeProject({ ...base, 'grouplift.yaml': reading(name), [name]: activities });
    expect(await credited(await runIn(folder))).toEqual(allGroups);
  });
});

describe('folders', () => {
  it('whose links lead in a circle are walked once', async () => {
    const folder = writeProject({
      ...base,
      'grouplift.yaml': reading("'in/**/*.csv'"),
      'in/a/b/x.csv': activities,
    });
    symlinkSync('..', join(folder, 'in/a/up'));
    symlinkSync('../..', join(folder, 'in/a/b/top'));
    symlinkSync('self', join(folder, 'in/a/self'));
    const run = await runIn(folder);
    expect(await credited(run)).toEqual(allGroups);
    expect(run.stderr).not.toContain('same content');
  });

  it('with a link that leads nowhere and matches are refused: rows would be missing', async () => {
    for (const entry of ["'in/*.csv'", 'in/gone.csv']) {
      const folder = writeProject({ ...base, 'grouplift.yaml': reading(entry), 'in/x.csv': activities });
      symlinkSync('nothing.csv', join(folder, 'in/gone.csv'));
      expectRefused(await runIn(folder), 3, /gone\.csv is a link that points to nothing/);
    }
  });

  it.skipIf(process.getuid?.() === 0)('that may not be read are refused by name', async () => {
    const folder = writeProject({
      ...base,
      'grouplift.yaml': reading("'in/**/*.csv'"),
      'in/x.csv': activities,
    });
    mkdirSync(join(folder, 'in/closed'), { mode: 0 });
    expectRefused(await runIn(folder), 3, /in\/closed cannot be read \(EACCES\)/);
  });
});

describe('headers', () => {
  it.each(['utf-8', 'gb18030'])('longer than 64 KB are read to their end (%s)', async (encoding) => {
    const extra = Array.from({ length: 6000 }, (_, place) => `备用列${place}`);
    const [head = '', ...rows] = activities.trim().split('\n');
    const [ts, ...others] = head.split(',');
    const wide = [
      [ts, ...extra, ...others].join(','),
      ...rows.map((row) => row.replace(',', `${','.repeat(extra.length)},`)),
      '',
    ].join('\n');
    const folder = writeProject({ ...base, 'activities.csv': encoded(wide, encoding) });
    expect(await credited(await runIn(folder))).toEqual(allGroups);
  });
});

describe('a damaged Parquet file', () => {
  it('is wrong input, wherever the damage is', async () => {
    const folder = writeProject({ ...base, 'grouplift.yaml': reading('a.parquet') });
    const path = join(folder, 'a.parquet');
    await query(
      `COPY (FROM read_csv('${join(folder, 'activities.csv')}', all_varchar = true)) TO '${path}' (FORMAT parquet)`,
    );
    const whole = readFileSync(path);
    const codes: unknown[] = [];
    for (let place = 4; place < whole.length - 8; place += Math.ceil(whole.length / 12)) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ 0xff;
      writeFileSync(path, damaged);
      const { code, stderr } = await commandIn(folder, ['check']);
      codes.push([0, 3].includes(code ?? 1) && !/bug|stack/.test(stderr) ? 'fine' : [place, code, stderr]);
    }
    expect(new Set(codes)).toEqual(new Set(['fine']));
  }, 120_000);
});

describe('column names', () => {
  it('that differ only in case are refused, in CSV and in JSON', async () => {
    const twice = activities.replace('kind\n', 'kind,KIND\n').replaceAll('link_click\n', 'link_click,x\n');
    expectRefused(
      await runIn(writeProject({ ...base, 'activities.csv': twice })),
      3,
      /"kind" and "KIND" differ only in case/,
    );
    const json = '{"ts":"2026-03-01 10:00:00","group_id":"g","kind":"x","Kind":"y"}\n';
    const files = { ...base, 'grouplift.yaml': reading('a.ndjson'), 'a.ndjson': json };
    expectRefused(await runIn(writeProject(files)), 3, /"kind" and "Kind" differ only in case/);
  });

  it('in which a quote does not close are refused', async () => {
    const open = activities.replace('ts,', '"ts,');
    expectRefused(
      await runIn(writeProject({ ...base, 'activities.csv': open })),
      3,
      /activities\.csv, line 1: found an opening quote in the column names that is never closed/,
    );
  });
});

describe('a file that changes', () => {
  const changes: Readonly<Record<string, (path: string) => void>> = {
    grows: (path) => appendFileSync(path, 'b\n'),
    'is written again with the same size': (path) => writeFileSync(path, 'a\n2\n'),
    'is written again and gets its old time back': (path) => {
      writeFileSync(path, 'a\n2\n');
      utimesSync(path, 1e9, 1e9);
    },
    'is replaced by another': (path) =>
      execFileSync('sh', ['-c', `printf 'a\\n3\\n' > new && mv new '${path}'`]),
    'is removed': (path) => execFileSync('rm', [path]),
  };
  it.each(Object.keys(changes))('between its hash and its rows is refused: it %s', async (change) => {
    const path = join(writeProject({ 'x.csv': 'a\n1\n' }), 'x.csv');
    utimesSync(path, 1e9, 1e9);
    const file = await describeFile(path);
    expect(() => refuseChanged([file])).not.toThrow();
    changes[change]?.(path);
    expect(() => refuseChanged([file])).toThrow(/^x\.csv changed while it was being read/);
  });

  it('while the program reads is refused, and nothing is published', async () => {
    const rows = `${activities}${'2026-03-01 10:00:00,秒杀群,m1,link_click\n'.repeat(400_000)}`;
    const folder = writeProject({ ...base, 'activities.csv': rows });
    const path = join(folder, 'activities.csv');
    const outcome = await runIn(folder, {
      meanwhile: (child) => {
        const timer = setInterval(
          () => appendFileSync(path, '2026-03-01 10:00:00,秒杀群,m1,link_click\n'),
          50,
        );
        child.once('exit', () => clearInterval(timer));
      },
    });
    expectRefused(outcome, 3, /activities\.csv changed while it was being read/);
  });
});
