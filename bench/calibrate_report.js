/**
 * How often the report names a highlight when nothing happened: npm run calibrate -- --report [--repetitions 1000 --seed 1 --only AR]
 * Prints a Markdown table; progress goes to stderr.
 */
import { calibrateReports } from '../dist/invented/simulate/calibrate_report.js';
import { nullWorlds } from '../dist/invented/simulate/null_reports.js';

const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** Draws every null world and prints one row for each. */
export function printReportCalibration(repetitions, seed, only) {
  console.log(
    '| world | reports | false highlight | at most | of a group | of a total | records | expected |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const world of nullWorlds) {
    if (only !== undefined && !world.name.startsWith(only)) continue;
    const started = performance.now();
    const row = calibrateReports(world, repetitions, seed);
    const cells = [
      row.name,
      row.reports,
      percent(row.falsely),
      percent(row.falsely_high),
      percent(row.by_groups),
      percent(row.by_totals),
      row.records_seen.toFixed(1),
      row.records_expected.toFixed(1),
    ];
    console.log(`| ${cells.join(' | ')} |`);
    console.error(`${world.name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
}
