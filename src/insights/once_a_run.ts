import type { Published } from '../report/published.js';

/**
 * A figure that several parts and both languages need, computed once per run: for the same rows, and facts that differ only in the language.
 * It must not depend on the language.
 */
export function onceARun<Figure>(work: (published: Published) => Figure): (published: Published) => Figure {
  const known = new WeakMap<Published['groups'], { readonly of: Published; readonly figure: Figure }[]>();
  return (published) => {
    const before = known.get(published.groups) ?? [];
    const found = before.find(({ of }) => isSameRun(of, published));
    if (found !== undefined) return found.figure;
    const figure = work(published);
    known.set(published.groups, [...before, { of: published, figure }]);
    return figure;
  };
}

function isSameRun(one: Published, other: Published): boolean {
  if (one === other) return true;
  const { facts, ...rows } = one;
  const { facts: others, ...otherRows } = other;
  return isSame(rows, otherRows) && isSame({ ...facts, language: null }, { ...others, language: null });
}

/** Whether two objects hold identical values. */
function isSame(one: object, other: object): boolean {
  const held = new Map(Object.entries(other));
  const entries = Object.entries(one);
  return (
    entries.length === held.size &&
    entries.every(([name, value]) => held.has(name) && held.get(name) === value)
  );
}
