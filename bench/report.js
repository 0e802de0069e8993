// How long the report takes once the tables exist, and how large it is: generated rows, both languages, every format.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { findingRows } from '../dist/insights/findings/findings.js';
import { buildReport } from '../dist/insights/index.js';
import { renderFeishu, renderSlack, renderWecom, renderWecomTables } from '../dist/report/bots.js';
import { renderHtml } from '../dist/report/html.js';
import { renderMarkdown } from '../dist/report/markdown.js';
import { renderXlsx } from '../dist/report/xlsx.js';
import { largeCommunity } from './report_rows.js';

const { values } = parseArgs({
  options: { groups: { type: 'string', default: '2000' }, weeks: { type: 'string', default: '156' } },
});

/** Wall-clock and CPU seconds: on a machine with other work the latter says more. */
function printed(name, elapsed_ms, before) {
  const { user, system } = process.cpuUsage(before);
  const seconds = [elapsed_ms / 1000, (user + system) / 1e6].map((one) => one.toFixed(2).padStart(7));
  console.log(`${name.padEnd(24)} ${seconds[0]} s, ${seconds[1]} s of CPU`);
}

function timed(name, work) {
  const from = performance.now();
  const cpu = process.cpuUsage();
  const result = work();
  printed(name, performance.now() - from, cpu);
  return result;
}

const published = timed('(generated rows)', () =>
  largeCommunity(Number(values.groups), Number(values.weeks)),
);
const begun = performance.now();
const cpu = process.cpuUsage();
const english = timed('English', () => buildReport(published));
const inChinese = { ...published, facts: { ...published.facts, language: 'zh' } };
const chinese = timed('Chinese', () => buildReport(inChinese));
const page = timed('page', () => renderHtml(english, chinese));
const book = timed('workbook', () => renderXlsx(english));
const texts = [renderMarkdown, renderWecom, renderWecomTables, renderFeishu, renderSlack];
timed('texts', () => texts.map((render) => render(english)));
timed('findings', () => findingRows(english, chinese));
printed('report', performance.now() - begun, cpu);
console.log(
  `page ${(Buffer.byteLength(page) / 1e6).toFixed(2)} MB, workbook ${(book.length / 1e6).toFixed(2)} MB`,
);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
