import type { Published } from '../../report/published.js';

/**
 * A figure that several parts and both languages need, computed once per run: for the same rows, and facts that differ only in the language.
 * It must not depend on the language.
 */
export function onceARun<Figure>(work: (published: Published) => Figure): (published: Published) => Figure {
  type Known = { readonly of: Published; readonly figure: Figure };
  const known = new WeakMap<Published['groups'], Known[]>();
  // rows of tables ask for the same figure thousands of times, and comparing two runs takes longer than most answers
  const asked = new WeakMap<Published, Known>();
  return (published) => {
    const again = asked.get(published);
    if (again !== undefined) return again.figure;
    const before = known.get(published.groups) ?? [];
    const found = before.find(({ of }) => isSameRun(of, published)) ?? {
      of: published,
      figure: work(published),
    };
    if (!before.includes(found)) known.set(published.groups, [...before, found]);
    asked.set(published, found);
    return found.figure;
  };
}

function isSameRun(one: Published, other: Published): boolean {
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
