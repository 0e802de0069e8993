/** The models again, straight from their definitions: states are texts, every removal builds and solves its chain anew. */
import type { WrittenPath } from './path_data.js';

/** k-grams of a path; a shorter path is one state. */
export function grams(touches: readonly string[], order: number): string[] {
  if (touches.length < order) return [JSON.stringify(touches)];
  return touches.slice(order - 1).map((_, start) => JSON.stringify(touches.slice(start, start + order)));
}

/** Expected conversions (or value) of one journey when every state with one of the channels leads to nothing. */
export function yieldWithout(
  paths: readonly WrittenPath[],
  order: number,
  removed: readonly string[],
  what: 'conversions' | 'value',
): number {
  const counts = new Map<string, Map<string, number>>();
  const reward = new Map<string, number>();
  const count = (from: string, to: string, weight: number) => {
    const row = counts.get(from) ?? new Map<string, number>();
    counts.set(from, row.set(to, (row.get(to) ?? 0) + weight));
  };
  for (const path of paths) {
    const weight = path.conversions + path.nulls;
    if (weight === 0) continue;
    let from = 'start';
    for (const state of grams(path.touches, order)) {
      count(from, state, weight);
      from = state;
    }
    count(from, 'end', weight);
    reward.set(from, (reward.get(from) ?? 0) + path[what]);
  }
  const gone = (state: string) =>
    state.startsWith('[') && (JSON.parse(state) as string[]).some((channel) => removed.includes(channel));
  const states = [...counts.keys()].filter((state) => !gone(state));
  const matrix = states.map((state) => {
    const row = counts.get(state) as Map<string, number>;
    const sum = [...row.values()].reduce((all, one) => all + one, 0);
    const steps = states.map((other) => (state === other ? 1 : 0) - (row.get(other) ?? 0) / sum);
    return [...steps, (reward.get(state) ?? 0) / sum];
  });
  return solve(matrix)[states.indexOf('start')] ?? 0;
}

export function removalEffect(
  paths: readonly WrittenPath[],
  order: number,
  removed: readonly string[],
  what: 'conversions' | 'value' = 'conversions',
): number {
  const whole = yieldWithout(paths, order, [], what);
  return whole === 0 ? 0 : 1 - yieldWithout(paths, order, removed, what) / whole;
}

/** Gaussian elimination with row pivoting; the last column is the right side. */
export function solve(matrix: readonly (readonly number[])[]): number[] {
  const rows = matrix.map((row) => [...row]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const pivot = rows.reduce(
      (best, row, place) =>
        place >= column && Math.abs(row[column] as number) > Math.abs(rows[best]?.[column] as number)
          ? place
          : best,
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    const top = rows[column] as number[];
    for (let place = 0; place < size; place++) {
      if (place === column) continue;
      const row = rows[place] as number[];
      const factor = (row[column] as number) / (top[column] as number);
      if (factor !== 0)
        for (let at = column; at <= size; at++) row[at] = (row[at] as number) - factor * (top[at] as number);
    }
  }
  return rows.map((row, place) => (row[size] as number) / (row[place] as number));
}

/** Shapley values from every order in which the players can come. */
export function shapley(
  players: readonly string[],
  worth: (coalition: ReadonlySet<string>) => number,
): number[] {
  const orders = permutations(players);
  return players.map((player) => {
    const gains = orders.map((order) => {
      const before = new Set(order.slice(0, order.indexOf(player)));
      return worth(new Set([...before, player])) - worth(before);
    });
    return gains.reduce((sum, gain) => sum + gain, 0) / orders.length;
  });
}

export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, place) =>
    permutations(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest]),
  );
}
