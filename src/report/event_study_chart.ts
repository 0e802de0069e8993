import type { EventStudyChart } from './chart_data.js';
import { at, frame, label, line, picture, roundUp } from './charts.js';
import { html } from './escape.js';
import { number } from './format.js';

/** An event study: a dot with its band for every period since the start (pale before it), and the line of no effect. */
export function eventStudySvg(chart: EventStudyChart): string {
  const { points } = chart;
  const most = roundUp(
    Math.max(...points.flatMap(({ estimate, band }) => (band ?? [estimate]).map(Math.abs))),
  );
  const inner = {
    width: frame.width - frame.left - frame.right,
    height: frame.height - frame.top - frame.bottom,
  };
  const step = inner.width / points.length;
  const x = (place: number) => frame.left + step * (place + 0.5);
  const y = (value: number) => frame.top + (inner.height * (1 - value / most)) / 2;
  const scale = [-most, 0, most].map(
    (value) =>
      line(frame.left, y(value), frame.width - frame.right, y(value), value === 0 ? 'zero' : 'grid') +
      label(frame.left - 8, y(value) + 4, number(value, value % 1 === 0 ? 0 : 1), 'end'),
  );
  const first = points.findIndex(({ since_start }) => since_start >= 0);
  const start =
    first <= 0 ? '' : line(x(first - 0.5), frame.top, x(first - 0.5), frame.top + inner.height, 'start');
  const every = Math.ceil(points.length / 14);
  const marks = points.map(({ since_start, estimate, band: ends }, place) => {
    const band = ends === null ? '' : line(x(place), y(ends[0]), x(place), y(ends[1]), 'band');
    const interval = ends === null ? '' : ` (${ends.map((end) => number(end, 1)).join(' \u2013 ')})`;
    const dot = `<circle class="dot" cx="${at(x(place))}" cy="${at(y(estimate))}" r="3"/>`;
    const text = `${since_start}: ${number(estimate, 1)}${interval}`;
    const tick =
      since_start % every === 0
        ? label(
            x(place),
            frame.height - 8,
            since_start < 0 ? `\u2212${-since_start}` : String(since_start),
            'middle',
          )
        : '';
    return `<g${since_start < 0 ? ' class="before"' : ''}><title>${html(text)}</title>${band}${dot}</g>${tick}`;
  });
  return picture(
    frame.width,
    frame.height,
    'weeks',
    chart.title,
    chart.description,
    [...scale, start, ...marks].join(''),
  );
}
