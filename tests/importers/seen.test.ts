/** A table of hashes must tell many keys that differ little. */
import { expect, test } from 'vitest';
import { Seen } from '../../src/tasks/import/seen.js';

test('a million keys that are alike are all new once, and known afterwards', () => {
  const seen = new Seen();
  const keys = (at: number) => [
    `g\u0000${at}`,
    `g${at}\u0000`,
    `${at * 1024}`,
    `é${(at * 7919) % 1_000_003}`,
  ];
  let fresh = 0;
  for (let at = 0; at < 250_000; at += 1) for (const key of keys(at)) if (seen.add(key)) fresh += 1;
  expect(fresh).toBe(1_000_000);
  let known = 0;
  for (let at = 0; at < 250_000; at += 1) for (const key of keys(at)) if (!seen.add(key)) known += 1;
  expect(known).toBe(1_000_000);
});

test('moments and files', () => {
  const seen = new Seen();
  expect(seen.find('a', 1, 5)).toBe('new');
  expect(seen.find('a', 1, 5)).toBe('same_moment');
  expect(seen.find('a', 1, 6)).toBe('other_moment');
  expect(seen.find('a', 2, 6)).toBe('elsewhere');
  expect(seen.find('a', 2, 6)).toBe('other_moment');
});
