import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoProject } from '../../src/invented/demo/index.js';
import { runBatch } from '../../src/tasks/run/index.js';
import { silent } from '../silent.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const scratch = mkdtempSync(join(tmpdir(), 'browser-'));
let browser: Browser;

beforeAll(async () => {
  if (executablePath === undefined)
    throw new Error('no chromium found: install it (Debian: apt-get install chromium)');
  browser = await chromium.launch({ executablePath, args });
  await Promise.all([reportOf('en'), reportOf('zh')]);
});
afterAll(async () => {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
});

const made = new Map<string, Promise<string>>();

/** The page of the demo in one language, made once. */
function reportOf(language: 'en' | 'zh'): Promise<string> {
  const page = made.get(language) ?? makeReport(language);
  made.set(language, page);
  return page;
}

async function makeReport(language: 'en' | 'zh'): Promise<string> {
  const folder = join(scratch, language);
  for (const [file, text] of Object.entries(demoProject(1, language))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  await runBatch(
    { config: join(folder, 'grouplift.yaml'), out: join(folder, 'out'), week: '2026-W46' },
    silent,
  );
  return pathToFileURL(join(folder, 'out', 'report.html')).href;
}

/** Opens the report offline and collects everything that must not happen. */
async function open(
  url: string,
  width: number,
  javaScriptEnabled: boolean,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; wrongs: string[] }> {
  const context = await browser.newContext({
    offline: true,
    viewport: { width, height: width > 1000 ? 800 : 844 },
    colorScheme,
    javaScriptEnabled,
  });
  const page = await context.newPage();
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(`page error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && wrongs.push(`console: ${message.text()}`));
  page.on('request', (request) => request.url() !== url && wrongs.push(`request: ${request.url()}`));
  await page.goto(url);
  return { page, wrongs };
}

/** Every visible text whose contrast with what lies behind it is below 4.5 (3 for large text), by the formula of WCAG 2. */
const paleTexts = `(() => {
  const channel = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length >= 3 && (color[3] === undefined || color[3] > 0)) return color;
    }
    return [255, 255, 255];
  };
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text === '' || element.closest('script,style,desc,title') || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const isSvg = element.namespaceURI.includes('svg');
    const front = luminance(parse(isSvg ? style.fill : style.color));
    const back = luminance(behind(element));
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) wrong.push(text.slice(0, 40) + ' ' + contrast.toFixed(2));
  }
  return wrong;
})()`;

/** Every number of a table that is broken between two lines. */
const brokenNumbers = `(() => {
  const broken = [];
  for (const cell of document.querySelectorAll('.page:not([hidden]) td')) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const found of node.textContent.matchAll(/\\d[\\d,.]*/g)) {
        const range = document.createRange();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        const lines = new Set(Array.from(range.getClientRects(), (one) => Math.round(one.top)));
        if (lines.size > 1) broken.push(found[0] + ' of ' + cell.textContent);
      }
    }
  }
  return broken;
})()`;

/** Visible text outside of what scrolls: days, weeks and numbers that are broken between two lines, text beyond the edge of the page, and text that touches or covers other text. */
const misplacedTexts = `(() => {
  const wrong = [];
  const seen = [];
  const walker = document.createTreeWalker(document.querySelector('.page:not([hidden])'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement.closest('.mark') || node.parentElement;
    if (node.textContent.trim() === '' || element.closest('.skip,.scroll,svg,script,style') || element.getClientRects().length === 0) continue;
    if (getComputedStyle(element).visibility === 'hidden') continue;
    for (const found of node.textContent.matchAll(/\\d{4}-(?:W\\d\\d|\\d\\d(?:-\\d\\d)?)|\\d[\\d,.]+\\d/g)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      if (new Set(Array.from(range.getClientRects(), (one) => Math.round(one.top))).size > 1) wrong.push('broken: ' + found[0]);
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const text = node.textContent.trim().slice(0, 40);
      if (box.right > document.documentElement.clientWidth + 1) wrong.push('beyond the edge: ' + text);
      if (!element.closest('.pace,.targets')) continue;
      const other = seen.find((one) => one.element !== element && box.left < one.box.right + 3 && one.box.left < box.right + 3 && box.top < one.box.bottom - 3 && one.box.top < box.bottom - 3);
      if (other) wrong.push('touches: ' + text + ' / ' + other.text);
      seen.push({ element, box, text });
    }
  }
  return wrong;
})()`;

const size = (page: Page, selector: string) =>
  page.evaluate(`document.querySelector('.page:not([hidden]) ${selector}').getBoundingClientRect().bottom`);

describe.each(['en', 'zh'] as const)('the report in %s', (language) => {
  it.each([1280, 380])('opens without errors, requests or sideways scrolling at %i pixels', async (width) => {
    const { page, wrongs } = await open(await reportOf(language), width, true);
    expect(wrongs).toEqual([]);
    expect(await page.locator('h1:visible').count()).toBe(1);
    expect(await page.locator('svg:visible').count()).toBeGreaterThan(3);
    expect(
      await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    ).toBe(true);
  });

  it('breaks no day or week, and lets no text leave the page or touch another, on a phone and on paper', async () => {
    for (const [width, media] of [
      [380, 'screen'],
      [1280, 'screen'],
      [690, 'print'],
    ] as const) {
      const { page } = await open(await reportOf(language), width, true);
      await page.emulateMedia({ media });
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(misplacedTexts), `${media} ${width} px`).toEqual([]);
    }
  });

  it('can be read without scripts', async () => {
    const { page, wrongs } = await open(await reportOf(language), 1280, false);
    expect(wrongs).toEqual([]);
    expect((await page.locator('main, body').first().textContent())?.length).toBeGreaterThan(2000);
  });

  it.each(['light', 'dark'] as const)('has enough contrast everywhere, %s', async (scheme) => {
    for (const width of [1280, 390]) {
      const { page } = await open(await reportOf(language), width, true, scheme);
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      expect(await page.evaluate(paleTexts)).toEqual([]);
    }
  });

  it.each(['light', 'dark'] as const)('has no serious or critical fault of access, %s', async (scheme) => {
    for (const width of [1280, 390]) {
      const { page } = await open(await reportOf(language), width, true, scheme);
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      await page.evaluate(axe.source);
      const found = await page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ' ' + nodes.length + ': ' + nodes[0].html.slice(0, 160)))",
      );
      expect(found, `${width} px`).toEqual([]);
    }
  });

  it('shows the complete first screen at 1280 x 800, and is short with its appendices closed', async () => {
    const { page } = await open(await reportOf(language), 1280, true);
    expect(await size(page, '.strip')).toBeLessThan(800);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(8600);
    const heights = await page.evaluate(
      '[...document.querySelectorAll("section")].map((one) => [one.id, one.getBoundingClientRect().height])',
    );
    expect((heights as [string, number][]).filter(([, height]) => height > 900)).toEqual([]);
  });

  it('sorts, searches, switches the language and names every chart', async () => {
    const { page, wrongs } = await open(await reportOf(language), 1280, true);
    const rows = page.locator('#moved tbody tr th');
    const head = page.locator('#moved thead button').nth(1);
    await head.click();
    const column = page.locator('#moved tbody tr td:nth-child(2)');
    const numbers = (await column.allTextContents()).map((text) => Number(text.replaceAll(',', '')));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(await rows.count()).toBeGreaterThan(5);
    await page.locator('.find:visible').fill('VIP Gold');
    expect(await page.locator('#moved tbody tr:visible').count()).toBe(language === 'en' ? 1 : 0);
    await page.locator('.find:visible').fill('');
    const unnamed =
      "Array.from(document.querySelectorAll('svg[role=img]')).filter((one) => !one.getAttribute('aria-label')).length";
    expect(await page.evaluate(unnamed)).toBe(0);
    await page.locator('.switch:visible').click();
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'en' ? 'zh-CN' : 'en');
    expect(await page.locator('h1:visible').count()).toBe(1);
    expect(wrongs).toEqual([]);
  });

  it('prints without a table that is cut off', async () => {
    const { page } = await open(await reportOf(language), 1280, true);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 690, height: 980 });
    const wide = await page.evaluate(
      "Array.from(document.querySelectorAll('.page:not([hidden]) table')).filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((one) => one.closest('section,header').id)",
    );
    expect(wide).toEqual([]);
    expect(await page.evaluate(brokenNumbers)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'prints dark text on white paper, seen %s on the screen',
    async (scheme) => {
      const { page } = await open(await reportOf(language), 1280, true, scheme);
      await page.emulateMedia({ media: 'print', colorScheme: scheme });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
      expect(await page.evaluate(paleTexts)).toEqual([]);
    },
  );

  it('prints on at most ten pages', async () => {
    const { page } = await open(await reportOf(language), 1280, true);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = printed.match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.length).toBeLessThanOrEqual(10);
  });
});
