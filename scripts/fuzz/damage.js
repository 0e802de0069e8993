/** What happens to files along the way: each function takes bytes or text and returns something worse. */

/** Cells that people and programs write. */
const oddCells = [
  '',
  ' ',
  '"',
  '""',
  "'",
  '\\',
  '\u0000',
  '\uFEFF',
  'NULL',
  '\\N',
  'NaN',
  'Infinity',
  '-1',
  '1e308',
  '1E+18',
  '7.43E+18',
  '00',
  '9'.repeat(40),
  '1,234.50',
  '1.250',
  '¥12',
  '2026-02-30 10:00:00',
  '2026-11-05 25:00:00',
  '202611051000',
  '1762300000',
  '9999-12-31',
  '0000-00-00',
  '下午10:00',
  '__proto__',
  'constructor',
  'toString',
  '=1+1',
  '@SUM(A1)',
  '<script>alert(1)</script>',
  "'; DROP TABLE in_conversions; --",
  '\u202Eevil\u202C',
  '\u001b[31mred',
  '🧧',
  'é',
  'x'.repeat(5000),
  '(unattributed)',
  '(none)',
  'a>b',
  'true',
  '{}',
  '[1,2]',
];

const lineMoves = {
  /** Drops a line. */
  drop: (lines, place) => lines.toSpliced(place, 1),
  /** Writes a line twice. */
  repeat: (lines, place) => lines.toSpliced(place, 0, lines[place]),
  /** Repeats the header in the middle. */
  header: (lines, place) => lines.toSpliced(place, 0, lines[0]),
  /** A line of nothing but commas. */
  commas: (lines, place) => lines.toSpliced(place, 0, ',,,,'),
  /** An empty line. */
  empty: (lines, place) => lines.toSpliced(place, 0, ''),
  /** A truncated line. */
  short: (lines, place, choose) =>
    lines.with(place, lines[place].slice(0, choose.below(lines[place].length + 1))),
  /** An extra value. */
  longer: (lines, place) => lines.with(place, `${lines[place]},more`),
  /** A quote somewhere in a line. */
  quote: (lines, place, choose) => {
    const at = choose.below(lines[place].length + 1);
    return lines.with(place, `${lines[place].slice(0, at)}"${lines[place].slice(at)}`);
  },
  /** A quote at the start of a cell. */
  openQuote: (lines, place, choose) => {
    const cells = lines[place].split(',');
    const at = choose.below(cells.length);
    return lines.with(place, cells.with(at, `"${cells[at]}`).join(','));
  },
  /** A total below the data. */
  total: (lines) => lines.toSpliced(lines.at(-1) === '' ? -1 : lines.length, 0, '合计,99,,'),
  /** A title above the header. */
  title: (lines) => ['Export of 2026', ...lines],
  /** Another header. */
  rename: (lines, _place, choose) => {
    const names = lines[0].split(',');
    return lines.with(0, names.with(choose.below(names.length), choose.pick(oddCells)).join(','));
  },
  /** An odd value in a cell. */
  cell: (lines, place, choose) => {
    const cells = lines[place].split(',');
    return lines.with(place, cells.with(choose.below(cells.length), choose.pick(oddCells)).join(','));
  },
  /** Another delimiter in one line. */
  delimiter: (lines, place) => lines.with(place, lines[place].replaceAll(',', ';')),
};

/** Damages lines of a text a few times; only the moves `total` and `title` affect more than one line. */
export function damagedText(text, choose) {
  let lines = text.split('\n');
  for (let times = 1 + choose.below(3); times > 0 && lines.length > 1; times -= 1) {
    const move = choose.pick(Object.values(lineMoves));
    lines = move(lines, choose.below(lines.length), choose);
  }
  return lines.join('\n');
}

const byteMoves = {
  cut: (bytes, choose) => bytes.subarray(0, choose.below(bytes.length + 1)),
  flip: (bytes, choose) => {
    const copy = Buffer.from(bytes);
    for (let times = 1 + choose.below(4); times > 0 && copy.length > 0; times -= 1)
      copy[choose.below(copy.length)] ^= 1 << choose.below(8);
    return copy;
  },
  insert: (bytes, choose) => {
    const at = choose.below(bytes.length + 1);
    const more = Buffer.from([choose.pick([0x00, 0x0d, 0x0a, 0x22, 0x80, 0xe9, 0xff, 0x1a])]);
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  double: (bytes) => Buffer.concat([bytes, bytes]),
  hole: (bytes, choose) => {
    const at = choose.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + choose.below(20))]);
  },
};

/** Damages bytes once. */
export function damagedBytes(bytes, choose) {
  return choose.pick(Object.values(byteMoves))(bytes, choose);
}

/** A text in another encoding: as UTF-16 or Latin-1. */
export function otherEncoding(text, choose) {
  if (choose.happens(0.5)) return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(text, 'latin1');
}

const oddSettings = [
  'null',
  '[]',
  '{}',
  '-1',
  '1e9',
  '.inf',
  '.nan',
  '"x"',
  'true',
  '2026-11-05',
  '__proto__',
  '{ constructor: x }',
  '{ toString: x }',
  '&a [*a]',
  'CST',
  '"["',
  '99999999999999999999',
];

/** A configuration with a changed value, key or line. */
export function damagedConfig(text, choose) {
  const lines = text.split('\n').filter((line) => line !== '');
  const place = choose.below(lines.length);
  const line = lines[place];
  const changed = [
    () => lines.toSpliced(place, 1),
    () => lines.toSpliced(place, 0, line),
    () => lines.with(place, line.replace(/:.*$/, `: ${choose.pick(oddSettings)}`)),
    () => lines.with(place, line.replace(/: ([\w.]+)/, `: ${choose.pick(oddSettings)}`)),
    () =>
      lines.with(
        place,
        line.replace(/(\w+):/, (name) => name.slice(1)),
      ),
    () => lines.with(place, `${line} }`),
    () => [
      ...lines,
      `${choose.pick(['settle_days', 'timezone', 'rejects', 'week', 'identity'])}: ${choose.pick(oddSettings)}`,
    ],
  ];
  return `${choose.pick(changed)().join('\n')}\n`;
}
