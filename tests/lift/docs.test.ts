/** docs/lift.md names every verdict, estimator, check with its kind, and limit with its default. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkKinds } from '../../src/lift/checks/checks.js';
import { defaultThresholds } from '../../src/lift/checks/thresholds.js';
import { verdicts } from '../../src/lift/checks/verdict.js';
import { liftEstimators } from '../../src/lift/readings/claim.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/lift.md'), 'utf8');

/** First cells of the tables' rows that begin with a name in code, in the order of the page. */
const rows = [...page.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm)].map(([, name, second]) => [
  name,
  second?.trim(),
]);

const among = (names: readonly string[]) => rows.filter(([name]) => names.includes(name as string));

test('verdicts, in their order', () => {
  expect(among(verdicts).map(([name]) => name)).toEqual(verdicts);
});

test('estimators', () => {
  expect(new Set(among(liftEstimators).map(([name]) => name))).toEqual(new Set(liftEstimators));
});

test('checks with their kind', () => {
  const kinds = new Set<string>(Object.values(checkKinds));
  const checks = rows.filter(([, second]) => kinds.has(second as string));
  expect(checks).toEqual(Object.entries(checkKinds));
});

test('limits with their default', () => {
  const limits = rows.filter(
    ([name, second]) => name !== undefined && name in defaultThresholds && Number.isFinite(Number(second)),
  );
  expect(limits).toEqual(Object.entries(defaultThresholds).map(([name, limit]) => [name, String(limit)]));
});
