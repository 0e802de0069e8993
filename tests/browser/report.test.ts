import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoProject } from '../../src/invented/demo/index.js';
import { runBatch } from '../../src/work/run/index.js';
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
});
afterAll(async () => {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function reportOf(language: 'en' | 'zh'): Promise<string> {
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
): Promise<{ page: Page; wrongs: string[] }> {
  const context = await browser.newContext({
    offline: true,
    viewport: { width, height: 900 },
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

describe.each(['en', 'zh'] as const)('the report in %s', (language) => {
  it.each([1280, 380])('opens without errors, requests or sideways scrolling at %i pixels', async (width) => {
    const { page, wrongs } = await open(await reportOf(language), width, true);
    expect(wrongs).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('svg').count()).toBeGreaterThan(3);
    expect(
      await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    ).toBe(true);
  });

  it('can be read without scripts', async () => {
    const { page, wrongs } = await open(await reportOf(language), 1280, false);
    expect(wrongs).toEqual([]);
    expect((await page.locator('main, body').first().textContent())?.length).toBeGreaterThan(2000);
  });
});
