import { html, prose } from './escape.js';
import { badge } from './html_table.js';
import type { Language } from './language.js';
import { bulletSvg, rangeSvg } from './range_chart.js';
import type { Card, Decision, Level, Mark, Opening, PaceBlock, PaceRow, Report } from './report.js';

/** The first screen: three columns and a strip. */
export function openingHtml(report: Report, words: Language): string {
  const { title, target, change, decision, strip } = report.opening;
  const o = words.opening;
  return `<div class="opening">
<div><p class="ask">${html(o.targetQuestion)}</p><h2>${prose(target.title)}</h2>
${target.tables.map((table) => targetTable(table)).join('\n')}</div>
<div class="chartbox"><p class="ask">${html(o.changeQuestion)} ${badge('counted', words)}</p>${change.title === title ? '' : `<h2>${prose(change.title)}</h2>`}
${change.chart === null ? '' : rangeSvg(change.chart)}
${change.sentences.map(({ text }) => `<p>${prose(text)}</p>`).join('\n')}</div>
<div><p class="ask">${html(o.decisionQuestion)}</p>${decisionsHtml(decision, words)}</div>
</div>
<dl class="strip">${strip.map((one) => stripHtml(one, words)).join('')}</dl>`;
}

function targetTable({ head, lines }: Opening['target']['tables'][number]): string {
  const two = lines.every(({ of, mark }) => of === '' && mark === null);
  const rows = lines.map(
    ({ name, landed, range, of, mark }) =>
      `<tr><th scope="row">${prose(name)}</th><td><b>${html(landed)}</b>${range === '' ? '' : `<small>${html(range)}</small>`}</td>${two ? '' : `<td>${mark === null ? html(of) : markHtml(mark.text === '' ? { ...mark, text: of } : mark)}</td>`}</tr>`,
  );
  return `<table class="targets"><thead><tr>${head
    .slice(0, two ? 2 : 3)
    .map((text) => (text === '' ? '<td></td>' : `<th scope="col">${html(text)}</th>`))
    .join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

/** A verdict by colour, shape and word. */
export function markHtml({ tone, text }: Mark): string {
  const shape = { up: '\u25b2', down: '\u25bc', flat: '\u25c6' }[tone];
  return `<span class="mark ${tone}"><span aria-hidden="true">${shape}</span> ${html(text)}</span>`;
}

function decisionsHtml({ title, items, none }: Opening['decision'], words: Language): string {
  if (items.length === 0) return `<h2>${prose(title)}</h2><p>${prose(none)}</p>`;
  return `<ol class="decisions">${items.map((item) => decisionHtml(item, words)).join('\n')}</ol>`;
}

function decisionHtml({ title, text, evidence, owner, by }: Decision, words: Language): string {
  const grade = evidence === null ? '' : ` ${badge(evidence, words)}`;
  const who = words.opening.by(owner, by);
  return `<li><b>${prose(title)}</b><span class="why">${prose(text)}</span>${grade}${who === '' ? '' : `<span class="who">${prose(who)}</span>`}</li>`;
}

/** A light, with its meaning for people who cannot see colours. */
export function light(level: Level, words: Language): string {
  return `<span class="light ${level}" role="img" aria-label="${html(words.levels[level])}" title="${html(words.levels[level])}"></span>`;
}

function stripHtml({ label, strong, text, level }: Opening['strip'][number], words: Language): string {
  return `<div><dt>${prose(label)}</dt><dd>${level === undefined ? '' : light(level, words)}<b>${prose(strong)}</b>${text === '' ? '' : `<br>${prose(text)}`}</dd></div>`;
}

/** The goal tree: one row per node. */
export function paceHtml(block: PaceBlock, words: Language): string {
  const h = words.goals.heads;
  const heads = [h.node, h.soFar, h.bar, h.lands, h.verdict].map(
    (text, place) =>
      `<div${place === 1 || place === 3 ? ' class="n"' : ''}><small>${html(text)}</small></div>`,
  );
  const row = (one: PaceRow) => `<li>
<div class="d${Math.min(2, one.depth)}"><b>${prose(one.name)}</b><small>${html(one.state)}</small></div>
<div class="n">${html(one.so_far)}<small>${html(one.of)}</small></div>
<div>${bulletSvg(one)}</div>
<div class="n"${one.lands === '' ? '' : ` data-h="${html(h.lands)}"`}>${html(one.lands)}<small>${html(one.range)}</small></div>
<div>${one.verdict === null ? html(words.goals.early) : markHtml(one.verdict)}<small>${html(one.chance)}</small></div></li>`;
  return `<h3>${prose(block.title)} ${badge(block.evidence, words)}</h3>
<ul class="pace"><li class="heads" aria-hidden="true">${heads.join('')}</li>${block.rows.map(row).join('\n')}</ul>`;
}

/** What stands out, three cards side by side. */
export function cardsHtml(cards: readonly Card[], words: Language): string {
  const one = (card: Card) => `<div class="card">${markHtml(card.mark)}
<h3>${prose(card.title)} ${badge(card.evidence, words)}</h3>${rangeSvg(card.chart)}
<p>${prose(card.text)}</p><blockquote>${prose(card.question)}</blockquote></div>`;
  return `<div class="cards">${cards.map(one).join('\n')}</div>`;
}
