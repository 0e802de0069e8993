import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import readExcelFile from 'read-excel-file/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildReport, insights } from '../../src/insights/index.js';
import { groups as groupsTable } from '../../src/publish/groups.js';
import { sheetRows } from '../../src/report/report.js';
import { renderXlsx } from '../../src/report/xlsx.js';
import { maskPeople } from '../../src/tasks/run/mask.js';
import { blankRow } from '../blank_row.js';
import { empty, hostileNames, sample, withFacts } from './sample.js';

const bytes = renderXlsx(buildReport(sample));
const sheets = await readExcelFile(Buffer.from(bytes));
const sheet = (name: string) => sheets.find((one) => one.sheet === name)?.data ?? [];

afterEach(() => void vi.useRealTimers());

/** The text of one file of a ZIP archive whose local headers hold no sizes. */
function fileOf(zip: Uint8Array, name: string): string {
  const all = Buffer.from(zip);
  const entry = all.lastIndexOf(name) - 46;
  const at = all.readUInt32LE(entry + 42);
  const start = at + 30 + all.readUInt16LE(at + 26) + all.readUInt16LE(at + 28);
  return inflateRawSync(all.subarray(start, start + all.readUInt32LE(entry + 20))).toString('utf8');
}

describe('a text over several columns', () => {
  it('gets the height of its lines, which no program finds out by itself, on every sheet', () => {
    const texts = [...fileOf(bytes, 'xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
      ([, text]) => text ?? '',
    );
    let long = 0;
    for (let no = 1; no <= 17; no++) {
      const xml = fileOf(bytes, `xl/worksheets/sheet${no}.xml`);
      const widths = [...xml.matchAll(/<col [^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
      for (const [, from, row, to] of xml.matchAll(/<mergeCell ref="([A-Z])(\d+):([A-Z])\d+"\/>/g)) {
        const [first, last] = [from, to].map((name) => (name ?? 'A').charCodeAt(0) - 65);
        const room = widths.slice(first, (last ?? 0) + 1).reduce((sum, width) => sum + width, 0);
        const cell = new RegExp(`<row r="${row}"([^>]*)>.*?<c r="${from}${row}"[^>]*t="s"><v>(\\d+)`).exec(
          xml,
        );
        const length = (texts[Number(cell?.[2])] ?? '').length;
        if (length <= room) continue;
        long++;
        const height = Number(/ ht="([\d.]+)"/.exec(cell?.[1] ?? '')?.[1] ?? 15);
        expect(height, `${no} ${from}${row}`).toBeGreaterThanOrEqual(
          Math.min(409, 15 * Math.ceil(length / room) - 1),
        );
      }
    }
    expect(long).toBeGreaterThan(10);
  });
});

describe('a text beside others', () => {
  it('has a column that is as wide as it, up to a limit, on the printed part of every sheet of a part', () => {
    const texts = [...fileOf(bytes, 'xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
      ([, text]) => text ?? '',
    );
    const areas = [
      ...fileOf(bytes, 'xl/workbook.xml').matchAll(/localSheetId="(\d+)"[^>]*>[^<]*\$(\d+)<\/definedName>/g),
    ];
    const lastRow = new Map(areas.map(([, at, row]) => [Number(at) + 1, Number(row)]));
    let cells = 0;
    for (let no = 2; no <= 17; no++) {
      const xml = fileOf(bytes, `xl/worksheets/sheet${no}.xml`);
      const widths = [...xml.matchAll(/<col [^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));
      const spans = new Set([...xml.matchAll(/<mergeCell ref="([A-Z]\d+):/g)].map(([, from]) => from));
      for (const [, at, inner = ''] of xml.matchAll(/<row r="(\d+)"[^>]*>(.*?)<\/row>/g)) {
        const mine = [...inner.matchAll(/<c r="([A-Z])(\d+)"[^>]*t="s"><v>(\d+)/g)];
        const isHead = new RegExp(`<row r="${at}"[^>]* ht=`).test(xml);
        if (Number(at) > (lastRow.get(no) ?? 0) || isHead || inner.split('<c ').length < 3) continue;
        for (const [, name = 'A', row, text] of mine) {
          if (spans.has(`${name}${row}`) || Number(row) < 5) continue;
          cells++;
          const length = texts[Number(text)]?.length ?? 0;
          if (length <= 42)
            expect(widths[name.charCodeAt(0) - 65], `${no} ${name}${row}`).toBeGreaterThanOrEqual(length);
        }
      }
    }
    expect(cells).toBeGreaterThan(60);
  });
});

describe('the workbook', () => {
  it('is the same bytes twice, whatever the clock says', async () => {
    vi.useFakeTimers({ now: Date.UTC(2031, 4, 6, 7, 8, 9), toFake: ['Date'] });
    expect(
      Buffer.compare(Buffer.from(renderXlsx(buildReport(structuredClone(sample)))), Buffer.from(bytes)),
    ).toBe(0);
  });

  it('has a sheet a part and a sheet a table', () => {
    const names = sheets.map((one) => one.sheet);
    const parts = insights.filter(({ needs }) => needs(sample)).map(({ make }) => make(sample).question);
    const shown = ['Summary', ...parts.map((question) => question.replace('?', '').slice(0, 28))];
    expect(names.slice(0, shown.length)).toEqual(shown);
    expect(parts.length).toBeGreaterThan(15);
    expect(names.slice(shown.length)).toEqual([
      'group_credit',
      'kol_credit',
      'group_members',
      'group_week',
      'landed',
      'unattributed',
      'placebo',
      'placebo_test',
      'groups',
    ]);
  });

  it('says how many rows of a long table it does not hold', async () => {
    const report = buildReport(sample);
    const tables = report.tables.map((table) =>
      table.id === 'landed'
        ? { ...table, rows: Array.from({ length: sheetRows + 3 }, () => table.rows[0] ?? []) }
        : table,
    );
    const long = await readExcelFile(Buffer.from(renderXlsx({ ...report, tables })));
    const rows = long.find((one) => one.sheet === 'landed')?.data ?? [];
    expect(rows).toHaveLength(1 + sheetRows + 1);
    expect(rows.at(-1)?.[0]).toBe('3 more rows are in the table landed (tables/landed.parquet).');
  });

  it('keeps names as they are, and none becomes a formula', () => {
    const names = sheet('groups').map((row) => row[1]);
    for (const name of hostileNames.filter((one) => one.trim() === one && one !== ''))
      expect(names).toContain(name);
    for (let at = 1; at <= 12; at += 1)
      expect(fileOf(bytes, `xl/worksheets/sheet${at}.xml`)).not.toContain('<f>');
  });

  it('writes ids as text and numbers as numbers with a format', async () => {
    const [head, first] = sheet('group_credit');
    expect(head?.slice(0, 4)).toEqual(['model', 'goal', 'group_id', 'conversions [D]']);
    // by hand: 147.4 gross less 142.98 net is 4.4, too few people to be told by subtraction
    expect(first?.slice(0, 4)).toEqual(['linear', 'orders', 'g1', null]);
    const styles = fileOf(bytes, 'xl/styles.xml');
    for (const format of ['#,##0', '#,##0.00', '0.0%', 'yyyy-mm-dd', '&quot;CNY&quot; #,##0.00']) {
      expect(styles).toContain(`formatCode="${format}"`);
    }
  });

  it('freezes the header row of every sheet but the summary', () => {
    for (let at = 2; at <= 20; at += 1) {
      expect(fileOf(bytes, `xl/worksheets/sheet${at}.xml`)).toMatch(
        /<pane [^>]*ySplit="1"[^>]*state="frozen"/,
      );
    }
  });

  it('holds nothing but numbers between the head of a column of figures and the lines below the table', () => {
    const figures = {
      group_credit: ['conversions', 'conversions_se', 'value', 'value_low', 'any_touch'],
      group_week: ['members', 'home_members', 'landed', 'value', 'value_reversed', 'messages', 'chatters'],
      landed: ['conversions', 'conversions_net', 'value', 'value_net'],
    };
    for (const [name, labels] of Object.entries(figures)) {
      const [head = [], ...rows] = sheet(name);
      const body = rows.filter((row) => row[1] !== null);
      for (const label of labels) {
        const at = head.findIndex((cell) => String(cell).startsWith(`${label} [`));
        expect([name, label, at >= 0]).toEqual([name, label, true]);
        expect(body.filter((row) => row[at] !== null && typeof row[at] !== 'number')).toEqual([]);
        expect(body.some((row) => typeof row[at] === 'number')).toBe(label !== 'value_low');
      }
    }
    // a feed of which no membership is known has no members: empty, with the reason below the table
    const [head = [], ...rows] = sheet('group_week');
    const feed = rows.find((row) => row[0] === 'feed-1') ?? [];
    expect(feed[head.indexOf('members [counted]')]).toBeNull();
    expect(rows.map((row) => String(row[0])).filter((text) => text.startsWith('[ ] members'))).toHaveLength(
      1,
    );
  });

  it('prints an interval as value, low and high, and below the table where people are few', () => {
    const rows = sheet('Group league by type');
    const head = rows.find((row) => row[0] === 'Place') ?? [];
    expect(head.slice(2, 5)).toEqual([
      'Per 100 members before refunds, shrunk [D]',
      'Per 100 members before refunds, shrunk [D], 95 % low',
      'Per 100 members before refunds, shrunk [D], 95 % high',
    ]);
    expect(rows.flat().filter((cell) => cell === 'hidden')).toEqual([]);
    expect(rows.some((row) => /^\[ \] .*hidden/.test(String(row[0])))).toBe(true);
  });

  it('covers columns with one cell, which bear its look', () => {
    const summary = fileOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(summary).toContain('<mergeCell ref="A1:D1"/>');
    const look = /<c r="A1" s="(\d+)" t="s">/.exec(summary)?.[1];
    for (const column of ['B', 'C', 'D']) expect(summary).toContain(`<c r="${column}1" s="${look}"/>`);
  });

  it('masks people', async () => {
    const people = maskPeople(withFacts(sample, { mask: 'hash' }), 'a key of the test, long enough');
    const masked = renderXlsx(buildReport(people));
    const strings = fileOf(masked, 'xl/sharedStrings.xml');
    expect(strings).not.toContain('wangxiaoming');
    expect(strings).not.toContain('7.43E+18');
    expect(strings).toContain('(none)');
  });

  it('stands with nothing in it, and escapes what Excel would decode', async () => {
    expect(renderXlsx(buildReport(empty)).length).toBeGreaterThan(1000);
    const groups = [blankRow(groupsTable, { group_id: '_x0041_', name: 'a\ud800b\0c', matrix: '__proto__' })];
    const odd = renderXlsx(buildReport({ ...empty, groups }));
    expect(fileOf(odd, 'xl/sharedStrings.xml')).toContain('<t>_x005F_x0041_</t>');
    expect(fileOf(odd, 'xl/sharedStrings.xml')).toContain('<t>__proto__</t>');
    expect(fileOf(odd, 'xl/sharedStrings.xml')).toContain('<t>abc</t>');
  });
});

describe('printing', () => {
  const xml = (at: number) => fileOf(bytes, `xl/worksheets/sheet${at}.xml`);
  const count = sheets.length;

  it('puts the summary on one A4 page, and every other sheet as wide as one', () => {
    expect(xml(1)).toMatch(
      /<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="1"\/>/,
    );
    const parts = buildReport(sample).parts.length;
    for (let at = 2; at <= count; at += 1)
      expect(xml(at)).toContain(
        `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="${at > 1 + parts ? 1 : 0}"/>`,
      );
    for (let at = 1; at <= count; at += 1) {
      expect(xml(at)).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
      expect(xml(at)).toContain('&amp;P / &amp;N</oddFooter>');
    }
  });

  it('filters the rows of every data sheet, repeats their header, and keeps the order of elements', () => {
    const credit = sheets.findIndex((one) => one.sheet === 'group_credit') + 1;
    // by hand: two models of seven groups and the row without credit would be more; the range ends with the last row of data
    const rows = sheet('group_credit').filter((row) => typeof row[3] === 'number' || row[0] === 'linear');
    expect(xml(credit)).toMatch(/<autoFilter ref="A1:O\d+"\/>/);
    expect(rows.length).toBeGreaterThan(1);
    const book = fileOf(bytes, 'xl/workbook.xml');
    expect(book).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="${credit - 1}">'group_credit'!$1:$1`,
    );
    expect(book.match(/<definedNames/g)).toHaveLength(1);
    const order = [
      '<sheetPr',
      '<sheetViews',
      '<sheetData',
      '</sheetData',
      '<autoFilter',
      '<pageMargins',
      '<pageSetup',
      '<headerFooter',
    ];
    const places = order.map((element) => xml(credit).indexOf(element));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place >= 0)).toBe(true);
  });

  it('draws bars under the heads of the columns that have them', () => {
    const all = Array.from({ length: count }, (_, at) => xml(at + 1)).join('');
    expect(all.match(/<cfRule type="dataBar"/g)?.length).toBeGreaterThan(3);
  });

  it('says how many rows of a long sheet are not printed', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => ({
      group_id: `g${at}`,
      members: 9,
      matched: 9,
      home_members: 9,
      basis: 'memberships' as const,
    }));
    const long = renderXlsx(buildReport({ ...sample, group_members: rows }));
    const names = (await readExcelFile(Buffer.from(long))).map((one) => one.sheet);
    const text = fileOf(long, `xl/worksheets/sheet${names.indexOf('group_members') + 1}.xml`);
    expect(text).toContain('printed: the first 40 of 200 rows');
    expect(fileOf(long, 'xl/workbook.xml')).toContain("'group_members'!$A$1:$D$41");
  });

  it('prints of a part what its page shows unfolded, and says how many rows are below it', () => {
    const report = buildReport(sample);
    const place = report.parts.findIndex(({ id }) => id === 'tactics');
    const rows = sheet(sheets[1 + place]?.sheet ?? '');
    const text = xml(2 + place);
    const printed = Number(/printed: the first (\d+) of/.exec(text)?.[1]);
    expect(text).toContain(`printed: the first ${printed} of ${rows.length} rows`);
    const above = rows.slice(0, printed).flat();
    expect(above).toContain('Credited, incremental, and how sure');
    expect(above).not.toContain('Every check that was asked');
    expect(rows.slice(printed).flat()).toContain('Every check that was asked');
    expect(fileOf(bytes, 'xl/workbook.xml')).toMatch(new RegExp(`'Tactics'!\\$A\\$1:\\$[A-Z]\\$${printed}<`));
  });

  it('prints the title of a table of several pages, and how many rows are below it', () => {
    const row = sample.kol_cards[0];
    if (row === undefined) throw new Error('the sample has no KOL');
    const cards = Array.from({ length: 100 }, (_, at) => ({
      ...row,
      kol_id: `KOL ${at}`,
      name: `KOL ${at}`,
    }));
    const report = buildReport({ ...sample, kol_cards: cards });
    const part = report.parts.find(({ id }) => id === 'kols');
    const table = part?.blocks.find((block) => block.kind === 'table');
    const long = renderXlsx(report);
    const place = report.parts.findIndex(({ id }) => id === 'kols');
    const printed = Number(
      /printed: the first (\d+) of/.exec(fileOf(long, `xl/worksheets/sheet${2 + place}.xml`))?.[1],
    );
    expect(table?.rows.length).toBeGreaterThan(80);
    return readExcelFile(Buffer.from(long)).then((all) => {
      const rows = (all[1 + place]?.data ?? []).map((cells) => cells.map(String));
      const above = rows.slice(0, printed).flat();
      expect(above).toContain(table?.title);
      expect(above).toContain(`${table?.rows.length} rows, further down on this sheet; not printed.`);
      expect(rows.slice(printed).flat()).toContain('KOL 99');
    });
  });
});
