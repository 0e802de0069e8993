/**
 * Which effects communities of various sizes can show: npm run calibrate -- --smallest [--repetitions 100 --seed 1]
 * Prints the table of docs/lift.md as Markdown; progress goes to stderr.
 */
import { smallestEffect } from '../dist/invented/simulate/smallest_effect.js';

const sizes = [30, 60, 120, 250];
const lengths = [12, 26, 52];
const results = [1, 4, 16];

const line = (cells) => console.log(`| ${cells.join(' | ')} |`);
const percent = (effect) => (effect === null ? 'more than +200 %' : `+${Math.round(100 * effect)} %`);

export function printSmallestEffects(repetitions, seed) {
  line(['groups', 'weeks', ...results.map((count) => `${count} a week`)]);
  line(['---', '---', ...results.map(() => '---')]);
  for (const groups of sizes)
    for (const weeks of lengths) {
      const cells = results.map((count) =>
        ['launch', 'holdout']
          .map((assignment) =>
            percent(smallestEffect({ groups, weeks, results: count, assignment }, repetitions, seed)),
          )
          .join(' / '),
      );
      line([groups, weeks, ...cells]);
    }
}
