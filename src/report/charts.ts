import type { SharesChart, WeeksChart } from './chart_data.js';
import { html } from './escape.js';
import { heightOver, type Named, namedEvents, rowHeight } from './event_names.js';
import { number } from './format.js';
import type { Language } from './language.js';

/** Small charts as SVG text. Colours are CSS classes of the page, so that they adapt to light mode, dark mode and print. */

/** A coordinate with at most two decimals, so that the same numbers give the same bytes. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** An SVG picture with a text that says what it shows. */
export function picture(
  width: number,
  height: number,
  name: string,
  label: string,
  description: string,
  body: string,
) {
  const described = description === '' ? '' : `<desc>${html(description)}</desc>`;
  return (
    `<svg class="${name}" role="img"${name === 'shares' ? ' preserveAspectRatio="none"' : ''} viewBox="0 0 ${at(width)} ${at(height)}" width="${at(width)}" height="${at(height)}" ` +
    `aria-label="${html(label)}"><title>${html(label)}</title>${described}${body}</svg>`
  );
}

/** A rectangle of one class. */
export function box(x: number, y: number, width: number, height: number, name: string): string {
  return `<rect class="${name}" x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}"/>`;
}

/** A straight line of one class. */
export function line(x1: number, y1: number, x2: number, y2: number, name: string): string {
  return `<line class="${name}" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`;
}

/** A text of one class; anchor start, middle or end. */
export function label(x: number, y: number, text: string, anchor: string): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${html(text)}</text>`;
}

/** Dashed lines where events are, then their names, with the lowest row at `top`: each name covers the lines that cross it. */
export function eventLines(
  places: readonly number[],
  named: readonly Named[],
  top: number,
  floor: number,
): string {
  const heightOf = (row: number) => top - rowHeight * row;
  const lines = places.map((x) => {
    const name = named.find((one) => one.x === x);
    return line(x, heightOf(name?.row ?? 0) + 4, x, floor, 'event');
  });
  const names = named.map(
    ({ x, text, anchor, row }) =>
      `<text class="named" x="${at(x)}" y="${at(heightOf(row))}" text-anchor="${anchor}">${html(text)}</text>`,
  );
  return lines.join('') + names.join('');
}

export interface Whisker {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** soft: a plain bar; pale: it is uncertain and no interval says how much */
  readonly tone: 'soft' | 'pale';
}

const barWidth = 88;
const barHeight = 16;

/** The ends of the scale that the bars of a column share; the least is 0 unless something in it is negative. */
export interface Ends {
  readonly least: number;
  readonly most: number;
}

/** A bar from 0 to the value, with the 95 % interval as a whisker; where the scale has negative figures, 0 is a line. */
export function whiskerBar({ value, low, high, tone }: Whisker, { least, most }: Ends, text: string): string {
  const scale = most > least ? (barWidth - 4) / (most - least) : 0;
  const x = (figure: number) => (figure - least) * scale;
  const middle = barHeight / 2;
  const zero = least < 0 ? line(x(0), 0, x(0), barHeight, 'axis') : '';
  const width = Math.max(value === 0 ? 0 : 1, Math.abs(value) * scale);
  const bar = zero + box(Math.min(x(0), x(value)), 4, width, barHeight - 8, tone);
  if (low === null || high === null) return picture(barWidth, barHeight, 'bar', text, '', bar);
  const [left, right] = [x(low), x(high)];
  const whisker =
    line(left, middle, right, middle, 'whisker') +
    line(left, middle - 3, left, middle + 3, 'whisker') +
    line(right, middle - 3, right, middle + 3, 'whisker');
  const dot = `<circle class="dot" cx="${at(x(value))}" cy="${at(middle)}" r="2.5"/>`;
  return picture(barWidth, barHeight, 'bar', text, '', bar + whisker + dot);
}

const trendWidth = 84;
const trendHeight = 18;

/** A line over weeks, interrupted where a week is unknown; the last known point is marked. */
export function sparkline(values: readonly (number | null)[], text: string): string {
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const step = (trendWidth - 6) / Math.max(1, values.length - 1);
  const x = (index: number) => 3 + index * step;
  const y = (value: number) => trendHeight - 3 - (value / most) * (trendHeight - 6);
  let path = '';
  values.forEach((value, index) => {
    if (value === null) return;
    const starts = index === 0 || (values[index - 1] ?? null) === null;
    path += `${starts ? 'M' : 'L'}${at(x(index))} ${at(y(value))}`;
  });
  const last = values.findLastIndex((value) => value !== null);
  const dot = `<circle class="dot" cx="${at(x(last))}" cy="${at(y(values[last] ?? 0))}" r="2"/>`;
  return picture(trendWidth, trendHeight, 'trend', text, '', `<path d="${path}"/>${dot}`);
}

export const frame = { width: 720, height: 228, left: 44, right: 8, top: 20, bottom: 26 };

/** A round number at or above a value, whose half is also round. */
export function roundUp(value: number): number {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return factor * power;
}

/** Bars per week, stacked by series, with the scale on the left; provisional weeks are pale. */
export function weeksSvg(chart: WeeksChart): string {
  const { weeks, series } = chart;
  const totals = weeks.map((_, week) =>
    series.reduce((total, one) => total + Math.max(0, one.values[week] ?? 0), 0),
  );
  const beside = [...chart.targets, ...chart.last_year].map((value) => value ?? 0);
  const most = roundUp(Math.max(1, ...totals, ...beside));
  const width = frame.width - frame.left - frame.right;
  const step = width / weeks.length;
  const middle = (index: number) => frame.left + step * (index + 0.5);
  const places = chart.events.flatMap(({ week, name }) =>
    weeks.includes(week) ? [{ x: middle(weeks.indexOf(week)), name }] : [],
  );
  const named = namedEvents(places, frame.width);
  const [top, height] = [frame.top + heightOver(named), frame.height + heightOver(named)];
  const floor = height - frame.bottom;
  const bar = Math.min(36, step * 0.72);
  const y = (value: number) => top + (floor - top) * (1 - value / most);
  const lines = [0, most / 2, most].map((value) => gridLine(y(value), value));
  const stacks = weeks.map((week, index) => {
    const pale = chart.pale_from !== null && week >= chart.pale_from;
    const x = frame.left + step * index + (step - bar) / 2;
    return stack(
      series.map((one) => ({ tone: one.tone, value: one.values[index] ?? 0 })),
      x,
      bar,
      y,
      pale,
      week,
    );
  });
  const every = Math.ceil(weeks.length / 7);
  const days = weeks.map((week, index) =>
    (weeks.length - 1 - index) % every === 0 ? label(middle(index), height - 8, week.slice(5), 'middle') : '',
  );
  const last = weeks.length - 1;
  const figure = `<text class="strong" x="${at(middle(last))}" y="${at(y(totals[last] ?? 0) - 5)}" text-anchor="middle">${number(totals[last] ?? 0)}</text>`;
  const body = [
    ...lines,
    eventLines(
      named.map(({ x }) => x),
      named,
      top - 4,
      floor,
    ),
    ...stacks,
    ...chart.targets.map((value, index) =>
      value === null ? '' : outline(middle(index) - bar / 2, y(value), bar, floor),
    ),
    lineOver(chart.last_year, middle, y),
    (totals[last] ?? 0) > 0 ? figure : '',
    ...days,
  ];
  return picture(frame.width, height, 'weeks', chart.title, chart.description, body.join(''));
}

/** The target of a week: an outline around its bar. */
function outline(x: number, top: number, width: number, floor: number): string {
  return `<path class="target" d="M${at(x - 3)} ${at(floor)}V${at(top)}H${at(x + width + 3)}V${at(floor)}"/>`;
}

/** A thin line over the bars, with a gap where a value is not known. */
function lineOver(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  const path = values.map((value, index) =>
    value === null
      ? ''
      : `${(values[index - 1] ?? null) === null ? 'M' : 'L'}${at(x(index))} ${at(y(value))}`,
  );
  return path.every((piece) => piece === '') ? '' : `<path class="usual year" d="${path.join('')}"/>`;
}

/** One line of the scale, with its number. */
function gridLine(y: number, value: number): string {
  const text = label(frame.left - 8, y + 4, number(value, value % 1 === 0 ? 0 : 1), 'end');
  return line(frame.left, y, frame.width - frame.right, y, 'grid') + text;
}

/** The stacked pieces of one week. */
function stack(
  pieces: readonly { readonly tone: string; readonly value: number }[],
  x: number,
  width: number,
  y: (value: number) => number,
  pale: boolean,
  week: string,
): string {
  let below = 0;
  const boxes = pieces.map(({ tone, value }) => {
    const bottom = y(below);
    below += Math.max(0, value);
    return value > 0 ? box(x, y(below), width, bottom - y(below), `tone-${tone}`) : '';
  });
  const striped = pale ? box(x, y(below), width, y(0) - y(below), 'hatch') : '';
  return `<g><title>${html(`${week}: ${number(below)}`)}</title>${boxes.join('')}${striped}</g>`;
}

/** One bar divided into shares; the legend next to it has the numbers. */
export function sharesSvg(chart: SharesChart): string {
  const total = chart.shares.reduce((sum, share) => sum + share.value, 0);
  let x = 0;
  const pieces = chart.shares.map((share) => {
    const width = total > 0 ? (share.value / total) * frame.width : 0;
    const piece = box(x, 0, Math.max(0, width - 2), 18, `tone-${share.tone}`);
    x += width;
    return `<g><title>${html(`${share.label}: ${share.text}`)}</title>${piece}</g>`;
  });
  return picture(frame.width, 18, 'shares', chart.title, chart.description, pieces.join(''));
}

/** What the colours of a chart mean. */
export function legend(
  entries: readonly { readonly tone: string; readonly text: string }[],
  words: Language,
): string {
  const entry = ({ tone, text }: { tone: string; text: string }) =>
    `<li><i class="key tone-${tone}"></i><bdi>${html(text)}</bdi></li>`;
  return `<ul class="legend" aria-label="${html(words.page.legend)}">${entries.map(entry).join('')}</ul>`;
}
