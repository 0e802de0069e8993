import { createHash } from 'node:crypto';
import { legend, sharesSvg, weeksSvg } from './charts.js';
import { html, prose } from './escape.js';
import { eventStudySvg } from './event_study_chart.js';
import { cellText, money, number } from './format.js';
import { cardsHtml, light, openingHtml, paceHtml } from './html_opening.js';
import { badge, inPrint, mostRowsIn, tableHtml } from './html_table.js';
import { type Language, languages } from './language.js';
import { dotsSvg, rangeSvg } from './range_chart.js';
import type { Block, Check, Fact, Part, Report } from './report.js';
import { script } from './script.js';
import { style } from './style.js';

/** The report as a single HTML page, without network access, fonts or other files. Readers can switch to a second report of the same run in another language. */
export function renderHtml(report: Report, other: Report | null = null): string {
  const pages = [report, ...(other === null ? [] : [other])].map((one, at) =>
    page(one, at > 0, other !== null),
  );
  const sheet = style + [report, ...(other === null ? [] : [other])].map(runningHead).join('');
  return `<!doctype html>
<html lang="${langOf(report)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(sheet)}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="grouplift ${html(report.version)}">
<title>${html(titleOf(report))}</title>
<style>${sheet}</style>
</head>
<body>
${hatch}
${pages.join('\n')}
<script>${script}</script>
</body>
</html>
`;
}

/** Stripes for figures that can still change: a texture rather than a paler tone. */
const hatch =
  '<svg width="0" height="0" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="paper" width="2" height="5"/></pattern></defs></svg>';

function langOf({ language }: Report): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}

function titleOf(report: Report): string {
  return `${report.title} \u00b7 ${report.period}`;
}

/** Everything in one language; the ids of the second language carry its name. */
function page(report: Report, isSecond: boolean, canSwitch: boolean): string {
  const words = languages[report.language];
  const prefix = isSecond ? `${report.language}-` : '';
  const untrusted = report.opening.status.level === 'bad' ? ' untrusted' : '';
  return `<div class="page${untrusted}" lang="${langOf(report)}" data-title="${html(titleOf(report))}"${isSecond ? ' hidden' : ''}>
<a class="skip" href="#${prefix}report">${html(words.page.skip)}</a>
${top(report, words, prefix, canSwitch)}
<main id="${prefix}report">${report.parts.map((part) => section(part, words, prefix)).join('\n')}
${missingHtml(report, words)}</main>
<footer><p>${html(words.page.run(report.run_hash, report.version))}</p></footer>
</div>`;
}

function missingHtml({ missing }: Report, words: Language): string {
  if (missing.length === 0) return '';
  return `<div class="missing"><h2>${html(words.missing.heading)}</h2><ul>${missing.map((line) => `<li>${prose(line)}</li>`).join('')}</ul></div>`;
}

/** Nothing may be loaded, and no script may run except the page's own. */
function policyOf(sheet: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${sha256(sheet)}'`,
    `script-src 'sha256-${sha256(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Title, period and run at the head of every printed page, in the language that is shown. */
function runningHead(report: Report): string {
  const text = [
    report.title,
    report.period,
    languages[report.language].page.runOnly(report.run_hash.slice(0, 12)),
  ]
    .join(' \u00b7 ')
    .replace(/[^\p{L}\p{N} .,:\u00b7\u2013-]/gu, '');
  const name = `print-${report.language}`;
  return `
.page[lang="${langOf(report)}"]{page:${name}}@page ${name}{@top-left{content:"${text}";font:8pt system-ui,sans-serif;color:#444}}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

/** Title, period, the first screen and the contents. */
function top(report: Report, words: Language, prefix: string, canSwitch: boolean): string {
  const when = [report.title, report.period, words.page.asOf(report.as_of)];
  const contents = report.parts.map(
    (part) => `<li><a href="#${prefix}${part.id}">${html(part.question)}</a></li>`,
  );
  const other = canSwitch
    ? `<button type="button" class="switch">${html(words.page.otherLanguage)}</button>`
    : '';
  return `<header class="top">
<p class="when">${when.map((text) => `<span>${prose(text)}</span>`).join('')}</p>
<h1>${prose(report.opening.title)}</h1>
${openingHtml(report, words)}
<nav aria-label="${html(words.page.contents)}"><ol>${contents.join('')}</ol>
<div class="tools"><label>${html(words.page.find)} <input class="find" type="search"></label>${other}</div></nav>
</header>`;
}

/** One part: question, finding, lead and blocks; an appendix is closed at first. */
function section(part: Part, words: Language, prefix: string): string {
  const id = `${prefix}${part.id}`;
  const title = `<h2 id="${id}-title">${prose(part.title)}</h2>`;
  const mostRows = mostRowsIn(tablesIn(part.blocks));
  const body = `${part.lead === '' ? '' : `<p class="lead">${prose(part.lead)}</p>`}
${part.blocks.map((block) => blockHtml(block, mostRows, words)).join('\n')}`;
  const inner =
    part.closed === true
      ? `<details class="part"><summary>${title}${closedText(part.blocks, words)}</summary>${body}</details>`
      : `${title}\n${body}`;
  return `<section id="${id}" aria-labelledby="${id}-title">
<p class="question">${html(part.question)}</p>
${inner}
</section>`;
}

/** The number of tables in a part, including folded ones. */
function tablesIn(blocks: readonly Block[]): number {
  return blocks.reduce(
    (sum, block) =>
      sum + (block.kind === 'details' ? tablesIn(block.blocks) : block.kind === 'table' ? 1 : 0),
    0,
  );
}

/** In print, what a closed part leaves out. */
function closedText(blocks: readonly Block[], words: Language): string {
  return inPrint(words.page.closed(number(rowsIn(blocks))));
}

function rowsIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.kind === 'details') return sum + rowsIn(block.blocks);
    return sum + (block.kind === 'table' ? block.rows.length : 0);
  }, 0);
}

function blockHtml(block: Block, mostRows: number, words: Language): string {
  if (block.kind === 'facts')
    return `<dl class="facts">${block.facts.map((fact) => factHtml(fact, words)).join('')}</dl>`;
  if (block.kind === 'checks') return checksHtml(block, words);
  if (block.kind === 'heading') return `<h3 class="goal">${prose(block.text)}</h3>`;
  if (block.kind === 'table') return tableHtml(block, mostRows, words);
  if (block.kind === 'notes')
    return `<ul class="notes">${block.notes.map((note) => `<li>${prose(note)}</li>`).join('')}</ul>`;
  if (block.kind === 'findings') {
    const finding = (one: (typeof block.findings)[number]) =>
      `<li>${prose(one.text)} ${badge(one.evidence, words)}</li>`;
    return `<ul class="findings">${block.findings.map(finding).join('')}</ul>`;
  }
  if (block.kind === 'terms') {
    const term = (one: (typeof block.terms)[number]) =>
      `<dt>${html(one.term)}</dt><dd>${prose(one.text)}</dd>`;
    return `<h3>${prose(block.title)}</h3><dl class="terms">${block.terms.map(term).join('')}</dl>`;
  }
  if (block.kind === 'details')
    return `<details class="rest"><summary>${prose(block.title)}${closedText(block.blocks, words)}</summary>${block.blocks.map((one) => blockHtml(one, mostRows, words)).join('\n')}</details>`;
  if (block.kind === 'pace') return paceHtml(block, words);
  if (block.kind === 'cards') return cardsHtml(block.cards, words);
  return chartHtml(block, words);
}

/** A chart titled by its finding, with its legend. */
function chartHtml(
  chart: Extract<Block, { kind: 'weeks' | 'shares' | 'event_study' | 'range' | 'dots' }>,
  words: Language,
): string {
  const copy = `<button type="button" class="copy" data-copied="${html(words.page.copied)}">${html(words.page.copy)}</button>`;
  const title = `<h3>${prose(chart.title)} ${badge(chart.evidence, words)}${copy}</h3>`;
  if (chart.kind === 'range')
    return `<figure>${title}${rangeSvg(chart)}<p class="note-line">${prose(chart.description)}</p></figure>`;
  if (chart.kind === 'dots')
    return `<figure class="field">${title}<div class="scroll" tabindex="0" role="group" aria-label="${html(chart.title)}">${dotsSvg(chart)}</div><p class="note-line">${prose(chart.description)}</p></figure>`;
  if (chart.kind === 'shares') {
    const entries = chart.shares.map(({ tone, label, text }) => ({ tone, text: `${label} ${text}` }));
    return `<figure class="small">${title}${sharesSvg(chart)}${legend(entries, words)}</figure>`;
  }
  if (chart.kind === 'event_study')
    return `<figure>${title}<div class="scroll" tabindex="0" role="group" aria-label="${html(chart.title)}">${eventStudySvg(chart)}</div><p class="note-line">${prose(chart.description)}</p></figure>`;
  const pale = chart.pale_from !== null && chart.weeks.some((week) => week >= (chart.pale_from ?? ''));
  const entries = chart.series.map(({ tone, label }) => ({ tone: tone as string, text: label }));
  const isKnown = (values: readonly (number | null)[]) => values.some((value) => value !== null);
  const named = [
    ...entries,
    ...(pale ? [{ tone: 'strong striped', text: words.landed.pale }] : []),
    ...(isKnown(chart.targets) ? [{ tone: 'none target', text: words.landed.target }] : []),
    ...(isKnown(chart.last_year) ? [{ tone: 'none year', text: words.landed.yearLine }] : []),
  ];
  return `<figure>${title}<div class="scroll latest" tabindex="0" role="group" aria-label="${html(chart.title)}">${weeksSvg(chart)}</div>${legend(named, words)}</figure>`;
}

/** One headline figure with its badge and its note. */
function factHtml(fact: Fact, words: Language): string {
  const { cell, shape } = fact;
  const text =
    shape.kind === 'money' && cell.is === 'number'
      ? money(cell.value, shape.currency, shape.digits)
      : cellText(cell, shape, words);
  const attributes = cell.is === 'missing' ? `class="big none" title="${html(cell.reason)}"` : 'class="big"';
  const note = fact.note === null ? '' : `<span class="note">${prose(fact.note)}</span>`;
  const grade = fact.evidence === null ? '' : badge(fact.evidence, words);
  return `<div><dt><span>${prose(fact.label)}</span> ${grade}</dt><dd><span ${attributes}>${html(text)}</span>${note}</dd></div>`;
}

/** Checks with their lights. */
function checksHtml(block: Extract<Block, { kind: 'checks' }>, words: Language): string {
  const heading = `<h3>${prose(block.title)} ${badge(block.evidence, words)}</h3>`;
  const check = ({ level, label, text }: Check) =>
    `<li>${light(level, words)}<b>${html(label)}</b><span>${prose(text)}</span></li>`;
  return `${heading}<ul class="checks">${block.checks.map(check).join('')}</ul>`;
}
