import { createHash } from 'node:crypto';
import { legend, sharesSvg, weeksSvg } from './charts.js';
import { html } from './escape.js';
import { eventStudySvg } from './event_study_chart.js';
import { cellText, money } from './format.js';
import { badge, tableHtml } from './html_table.js';
import { type Language, languages } from './language.js';
import type { Block, Check, Fact, Level, Part, Report } from './report.js';
import { script, style } from './style.js';

/** The report as one page of HTML: no network, no font, no file beside it. */
export function renderHtml(report: Report): string {
  const words = languages[report.language];
  const body = [
    `<a class="skip" href="#report">${html(words.page.skip)}</a>`,
    top(report, words),
    `<main id="report">${report.parts.map((part) => section(part, words)).join('\n')}</main>`,
    `<footer><p>${html(words.page.run(report.run_hash, report.version))}</p></footer>`,
    `<script>${script}</script>`,
  ];
  return `<!doctype html>
<html lang="${report.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="grouplift ${html(report.version)}">
<title>${html(`${report.title} \u00b7 ${report.period}`)}</title>
<style>${style}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

/** Nothing may be loaded, and no script may run but the one of the page. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${sha256(style)}'`,
  `script-src 'sha256-${sha256(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64');
}

/** Title, period, the first screen and the contents. */
function top(report: Report, words: Language): string {
  const { status, change, decision } = report.opening;
  const when = [report.period, words.page.asOf(report.as_of)];
  const contents = report.parts.map(
    (part) =>
      `<li><a href="#${part.id}"><span class="no">${part.number}</span>${html(part.question)}</a></li>`,
  );
  return `<header class="top">
<h1>${html(report.title)}</h1>
<p class="when">${when.map((text) => `<span>${html(text)}</span>`).join('')}</p>
<div class="opening">
<div><h2>${html(words.summary.statusLabel)}</h2>
<p class="say">${light(status.level, words)}${html(status.title)}</p><p class="why">${html(status.text)}</p></div>
<div><h2>${html(words.summary.changeLabel)} ${badge(change.evidence, words)}</h2>
<p class="say">${html(change.title)}</p><p class="why">${html(change.text)}</p></div>
<div><h2>${html(decision.title)}</h2><p class="say">${html(decision.text)}</p></div>
</div>
<nav aria-label="${html(words.page.contents)}"><ol>${contents.join('')}</ol></nav>
</header>`;
}

/** One part: question, finding, lead and blocks. */
function section(part: Part, words: Language): string {
  return `<section id="${part.id}" aria-labelledby="${part.id}-title">
<p class="question">${part.number} \u00b7 ${html(part.question)}</p>
<h2 id="${part.id}-title">${html(part.title)}</h2>
<p class="lead">${html(part.lead)}</p>
${part.blocks.map((block) => blockHtml(block, words)).join('\n')}
</section>`;
}

function blockHtml(block: Block, words: Language): string {
  if (block.kind === 'facts')
    return `<dl class="facts">${block.facts.map((fact) => factHtml(fact, words)).join('')}</dl>`;
  if (block.kind === 'checks') return checksHtml(block, words);
  if (block.kind === 'heading') return `<h3 class="goal">${html(block.text)}</h3>`;
  if (block.kind === 'table') return tableHtml(block, words);
  if (block.kind === 'notes')
    return `<ul class="notes">${block.notes.map((note) => `<li>${html(note)}</li>`).join('')}</ul>`;
  if (block.kind === 'findings') {
    const finding = (one: (typeof block.findings)[number]) =>
      `<li>${html(one.text)} ${badge(one.evidence, words)}</li>`;
    return `<ul class="findings">${block.findings.map(finding).join('')}</ul>`;
  }
  if (block.kind === 'terms') {
    const term = (one: (typeof block.terms)[number]) =>
      `<dt>${html(one.term)}</dt><dd>${html(one.text)}</dd>`;
    return `<h3>${html(block.title)}</h3><dl class="terms">${block.terms.map(term).join('')}</dl>`;
  }
  return chartHtml(block, words);
}

/** A chart titled by its finding, with its legend. */
function chartHtml(
  chart: Extract<Block, { kind: 'weeks' | 'shares' | 'event_study' }>,
  words: Language,
): string {
  const title = `<h3>${html(chart.title)} ${badge(chart.evidence, words)}</h3>`;
  if (chart.kind === 'shares') {
    const entries = chart.shares.map(({ tone, label, text }) => ({ tone, text: `${label} ${text}` }));
    return `<figure class="small">${title}${sharesSvg(chart)}${legend(entries, words)}</figure>`;
  }
  if (chart.kind === 'event_study')
    return `<figure>${title}<div class="scroll">${eventStudySvg(chart)}</div><p class="note-line">${html(chart.description)}</p></figure>`;
  const pale = chart.pale_from !== null && chart.weeks.some((week) => week >= (chart.pale_from ?? ''));
  const entries = chart.series.map(({ tone, label }) => ({ tone: tone as string, text: label }));
  const named = pale ? [...entries, { tone: 'strong provisional', text: words.landed.pale }] : entries;
  return `<figure>${title}<div class="scroll latest">${weeksSvg(chart)}</div>${legend(named, words)}</figure>`;
}

/** One headline figure with its badge and what stands beside it. */
function factHtml(fact: Fact, words: Language): string {
  const { cell, shape } = fact;
  const text =
    shape.kind === 'money' && cell.is === 'number'
      ? money(cell.value, shape.currency, shape.digits)
      : cellText(cell, shape, words);
  const attributes = cell.is === 'missing' ? `class="big none" title="${html(cell.reason)}"` : 'class="big"';
  const note = fact.note === null ? '' : `<span class="note">${html(fact.note)}</span>`;
  const grade = fact.evidence === null ? '' : badge(fact.evidence, words);
  return `<div><dt>${html(fact.label)} ${grade}</dt><dd><span ${attributes}>${html(text)}</span>${note}</dd></div>`;
}

/** Checks with their lights. */
function checksHtml(block: Extract<Block, { kind: 'checks' }>, words: Language): string {
  const heading = `<h3>${html(block.title)} ${badge(block.evidence, words)}</h3>`;
  const check = ({ level, label, text }: Check) =>
    `<li>${light(level, words)}<b>${html(label)}</b><span>${html(text)}</span></li>`;
  return `${heading}<ul class="checks">${block.checks.map(check).join('')}</ul>`;
}

/** A light with its meaning for those who do not see colours. */
function light(level: Level, words: Language): string {
  return `<span class="light ${level}" role="img" aria-label="${html(words.levels[level])}" title="${html(words.levels[level])}"></span>`;
}
