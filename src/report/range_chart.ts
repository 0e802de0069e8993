import type { DotsChart, RangeChart } from './chart_data.js';
import { at, box, eventLines, label, line, picture } from './charts.js';
import { heightOver, namedEvents } from './event_names.js';
import { number } from './format.js';
import type { PaceRow } from './report.js';

const frame = { width: 340, height: 150, left: 6, right: 44, top: 20, bottom: 22 };

/** A weekly line over its shaded usual range; the last week is marked and labelled, events are named. */
export function rangeSvg(chart: RangeChart): string {
  const { weeks, values, usual, low, high } = chart;
  const known = values.filter((value) => value !== null);
  const named = namedEvents(placed(chart), frame.width);
  const extra = heightOver(named);
  const height = frame.height + extra;
  const most = Math.max(1, ...known, ...(high ?? [])) * 1.08;
  const inner = frame.width - frame.left - frame.right;
  const step = inner / Math.max(1, weeks.length - 1);
  const x = (index: number) => frame.left + index * step;
  const floor = height - frame.bottom;
  const y = (value: number) =>
    frame.top + extra + (floor - frame.top - extra) * (1 - Math.min(value, most) / most);
  const points = (list: readonly number[]) =>
    list.map((value, index) => `${index === 0 ? 'M' : 'L'}${at(x(index))} ${at(y(value))}`).join('');
  const back = (list: readonly number[]) =>
    list
      .map((_, index) => list.length - 1 - index)
      .map((index) => `L${at(x(index))} ${at(y(list[index] ?? 0))}`)
      .join('');
  const shade = low === null || high === null ? '' : `<path class="shade" d="${points(high)}${back(low)}Z"/>`;
  const middle = usual === null ? '' : `<path class="usual" d="${points(usual)}"/>`;
  const last = values.length - 1;
  const value = values[last] ?? null;
  const events = eventLines(
    placed(chart).map(({ x: place }) => place),
    named,
    12 + extra,
    floor,
  );
  const dot =
    value === null
      ? ''
      : `<circle class="${chart.tone === 'bad' ? 'bad' : 'dot'}" cx="${at(x(last))}" cy="${at(y(value))}" r="4"/>`;
  const figure =
    value === null
      ? ''
      : `<text class="strong" x="${at(x(last) + 8)}" y="${at(y(value) + 4)}">${number(value)}</text>`;
  const ends = [
    label(frame.left, height - 6, (weeks[0] ?? '').slice(5), 'start'),
    label(x(last), height - 6, (weeks[last] ?? '').slice(5), 'end'),
  ];
  const base = line(frame.left, floor, x(last), floor, 'zero');
  const body = [
    shade,
    middle,
    events,
    base,
    `<path class="line" d="${broken(values, x, y)}"/>`,
    dot,
    figure,
    ...ends,
  ];
  return picture(frame.width, height, 'range', chart.title, chart.description, body.join(''));
}

/** The events that are in the weeks of the chart, with their place. */
function placed({ events, weeks }: RangeChart): { readonly x: number; readonly name: string }[] {
  const step = (frame.width - frame.left - frame.right) / Math.max(1, weeks.length - 1);
  return events.flatMap(({ week, name }) => {
    const index = weeks.indexOf(week);
    return index < 0 ? [] : [{ x: frame.left + index * step, name }];
  });
}

/** A line with a gap where a value is hidden. */
function broken(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const before = values[index - 1] ?? null;
      return `${before === null ? 'M' : 'L'}${at(x(index))} ${at(y(value))}`;
    })
    .join('');
}

/** How far a node is: done, pace for today, target, and where it is heading. */
export function bulletSvg({ name, shares, so_far, of, verdict }: PaceRow): string {
  const width = 300;
  const most = Math.max(1, shares.done, shares.high ?? 0) * 1.02;
  const x = (share: number) => (Math.max(0, share) / most) * width;
  const landing =
    shares.low === null || shares.high === null ? '' : line(x(shares.low), 10, x(shares.high), 10, 'zero');
  const body =
    box(0, 6, x(1), 8, 'track') +
    box(0, 6, x(shares.done), 8, verdict?.tone === 'down' ? 'done down' : 'done') +
    landing +
    line(x(shares.pace), 4, x(shares.pace), 16, 'tick') +
    line(x(1), 1, x(1), 19, 'tick');
  return picture(width, 20, 'bullet', `${name}: ${so_far} ${of}`, '', body);
}

const field = { width: 720, height: 285, left: 44, right: 12, top: 16, bottom: 40 };

function anchorAt(cx: number): 'start' | 'end' {
  return cx > field.width * 0.7 ? 'end' : 'start';
}

/** Which dots are labelled: a name that would overlap an earlier one is only in the table. */
function clearNames(
  dots: readonly { readonly name: string; readonly cx: number; readonly cy: number }[],
): ReadonlySet<number> {
  const kept: { from: number; to: number; cy: number }[] = [];
  const named = new Set<number>();
  for (const [index, { name, cx, cy }] of dots.entries()) {
    if (name === '') continue;
    const width = 8 + [...name].reduce((sum, sign) => sum + (sign > '\u2e80' ? 12 : 7), 0);
    const [from, to] = anchorAt(cx) === 'end' ? [cx - width, cx] : [cx, cx + width];
    if (kept.some((one) => Math.abs(one.cy - cy) < 13 && one.from < to && from < one.to)) continue;
    kept.push({ from, to, cy });
    named.add(index);
  }
  return named;
}

/** The end of the scale: the highest dot, and the highest interval of a sure group. Intervals of tiny groups say nothing and would flatten all others. */
function highestOf({ dots, cut: { y } }: DotsChart): number {
  return Math.max(1, 2 * y, ...dots.map((dot) => (dot.sure ? dot.high : dot.y)));
}

/** One dot per group with its interval; talk on a logarithmic scale, divided into four quadrants. */
export function dotsSvg(chart: DotsChart): string {
  const xs = chart.dots.map(({ x }) => Math.max(0.01, x));
  const [from, to] = [Math.log(Math.min(...xs, 0.1)), Math.log(Math.max(...xs, 0.2) * 1.6)];
  const top = highestOf(chart) * 1.05;
  const x = (value: number) =>
    field.left +
    ((Math.log(Math.max(0.01, value)) - from) / (to - from)) * (field.width - field.left - field.right);
  const y = (value: number) =>
    field.top + (field.height - field.top - field.bottom) * (1 - Math.min(value, top) / top);
  const floor = field.height - field.bottom;
  const ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50].filter(
    (tick) => Math.log(tick) >= from && Math.log(tick) <= to,
  );
  const places = chart.dots.map((dot) => ({ name: dot.name, cx: x(dot.x), cy: y(dot.y) }));
  const names = clearNames(places);
  const dots = chart.dots.map((dot, index) => {
    const { cx, cy } = places[index] ?? { cx: 0, cy: 0 };
    const mark = `<circle class="${dot.sure ? 'dot' : 'hollow'}" cx="${at(cx)}" cy="${at(cy)}" r="4"/>`;
    const anchor = anchorAt(cx);
    const name = names.has(index) ? label(cx + (anchor === 'end' ? -8 : 8), cy + 4, dot.name, anchor) : '';
    return line(cx, y(dot.low), cx, y(dot.high), 'grid') + mark + name;
  });
  const [quietLands, livelyLands, quietNot, livelyNot] = chart.fields;
  const body = [
    line(field.left, floor, field.width - field.right, floor, 'zero'),
    line(x(chart.cut.x), field.top, x(chart.cut.x), floor, 'event'),
    line(field.left, y(chart.cut.y), field.width - field.right, y(chart.cut.y), 'event'),
    label(field.left - 6, y(chart.cut.y) + 4, number(chart.cut.y, 1), 'end'),
    label(field.left - 6, field.top + 8, number(top, 0), 'end'),
    ...ticks.map((tick) => label(x(tick), floor + 16, String(tick), 'middle')),
    label(field.width - field.right, field.height - 6, `${chart.x} \u2192`, 'end'),
    label(field.left, field.height - 6, `\u2191 ${chart.y}`, 'start'),
    label(field.left + 4, field.top + 8, quietLands, 'start'),
    label(field.width - field.right, field.top + 8, livelyLands, 'end'),
    label(field.left + 4, floor - 6, quietNot, 'start'),
    label(field.width - field.right, floor - 6, livelyNot, 'end'),
    ...dots,
  ];
  return picture(field.width, field.height, 'weeks', chart.title, chart.description, body.join(''));
}
