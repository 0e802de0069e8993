/** This many columns are multiplied at once: reading and writing the sum is what costs, so it is done less often. */
const columnsAtOnce = 8;

/** A running sum of share x column column' over columns of one length. */
export interface OuterProducts {
  readonly add: (column: Float64Array, share: number) => void;
  /** the lower triangle, row by row; entries above the diagonal are 0 */
  readonly sum: () => Float64Array;
}

export function outerProducts(size: number): OuterProducts {
  const total = new Float64Array(size * size);
  // the same entry of all waiting columns is stored together
  const waiting = new Float64Array(size * columnsAtOnce);
  const shares = new Float64Array(columnsAtOnce);
  let held = 0;
  const add = (column: Float64Array, share: number) => {
    for (let place = 0; place < size; place += 1) waiting[place * columnsAtOnce + held] = column[place]!;
    shares[held] = share;
    held += 1;
    if (held < columnsAtOnce) return;
    addWaiting(total, waiting, shares, size);
    held = 0;
  };
  const sum = () => {
    shares.fill(0, held);
    addWaiting(total, waiting, shares, size);
    held = 0;
    return total;
  };
  return { add, sum };
}

function addWaiting(total: Float64Array, waiting: Float64Array, shares: Float64Array, size: number): void {
  for (let a = 0; a < size; a += 1) {
    const at = a * columnsAtOnce;
    const [c0, c1] = [waiting[at]! * shares[0]!, waiting[at + 1]! * shares[1]!];
    const [c2, c3] = [waiting[at + 2]! * shares[2]!, waiting[at + 3]! * shares[3]!];
    const [c4, c5] = [waiting[at + 4]! * shares[4]!, waiting[at + 5]! * shares[5]!];
    const [c6, c7] = [waiting[at + 6]! * shares[6]!, waiting[at + 7]! * shares[7]!];
    if (c0 === 0 && c1 === 0 && c2 === 0 && c3 === 0 && c4 === 0 && c5 === 0 && c6 === 0 && c7 === 0)
      continue;
    const row = a * size;
    for (let b = 0, from = 0; b <= a; b += 1, from += columnsAtOnce)
      total[row + b] =
        total[row + b]! +
        (c0 * waiting[from]! +
          c1 * waiting[from + 1]! +
          c2 * waiting[from + 2]! +
          c3 * waiting[from + 3]! +
          c4 * waiting[from + 4]! +
          c5 * waiting[from + 5]! +
          c6 * waiting[from + 6]! +
          c7 * waiting[from + 7]!);
  }
}
