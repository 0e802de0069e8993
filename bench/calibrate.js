/**
 * How the verdicts of lift perform when the truth is planted: npm run calibrate [-- --repetitions 2000 --seed 1 --only base]
 * Prints the table of docs/lift.md as Markdown; progress goes to stderr. With --report: see calibrate_report.js; with --smallest: see smallest_effects.js.
 */
import { parseArgs } from 'node:util';
import { calibrate, calibrationCases, seeds_a_case } from '../dist/invented/simulate/calibrate.js';
import { printReportCalibration } from './calibrate_report.js';
import { printSmallestEffects } from './smallest_effects.js';

const { values } = parseArgs({
  options: {
    repetitions: { type: 'string' },
    report: { type: 'boolean', default: false },
    smallest: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20000' },
    only: { type: 'string' },
  },
});

if (values.report) {
  printReportCalibration(Number(values.repetitions ?? '1000'), Number(values.seed), values.only);
  process.exit(0);
}

if (values.smallest) {
  printSmallestEffects(Number(values.repetitions ?? '100'), Number(values.seed));
  process.exit(0);
}

const percent = (share) => (share === null ? '' : `${(100 * share).toFixed(1)} %`);

const columns = {
  case: ({ name }) => name,
  groups: ({ groups }) => groups,
  repetitions: ({ repetitions }) => repetitions,
  coverage: ({ coverage }) => percent(coverage),
  widened: ({ coverage_widened }) => percent(coverage_widened),
  bias: ({ bias }) => percent(bias),
  'likely or proven': ({ claimed }) => percent(claimed),
  'at most': ({ claimed_high }) => percent(claimed_high),
  'clear difference': ({ verdicts }) => percent(verdicts.clear_difference),
  'no effect that matters': ({ verdicts }) =>
    percent(verdicts.no_effect_bigger_than + verdicts.real_but_smaller_than),
  'too noisy': ({ verdicts }) => percent(verdicts.too_noisy_to_tell),
  contradictions: ({ contradictions }) => contradictions,
};

const line = (cells) => `| ${cells.join(' | ')} |`;
const names = Object.keys(columns);
console.log(line(names));
console.log(line(names.map(() => '---')));

let reports = 0;
for (const [place, one] of calibrationCases(Number(values.repetitions ?? '400')).entries()) {
  if (values.only !== undefined && !one.name.startsWith(values.only)) continue;
  const started = performance.now();
  const row = calibrate(one, Number(values.seed) + place * seeds_a_case);
  console.log(line(Object.values(columns).map((cell) => cell(row))));
  reports += one.repetitions;
  console.error(`${one.name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
console.error(`${reports} reports`);
