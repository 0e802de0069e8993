/** Below this share of its diagonal, a pivot counts as zero: the matrix has no inverse. */
const smallestPivot = 1e-11;

/** The lower factor L of a symmetric positive definite matrix (row-major, L L' = matrix), or null if it has no inverse. */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let rest = matrix[a * size + b]!;
      for (let k = 0; k < b; k += 1) rest -= factor[a * size + k]! * factor[b * size + k]!;
      if (a !== b) factor[a * size + b] = rest / factor[b * size + b]!;
      else if (rest > smallestPivot * matrix[a * size + a]!) factor[a * size + a] = Math.sqrt(rest);
      else return null;
    }
  }
  return factor;
}

/** The solution x of L L' x = right. */
export function solve(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const x = Float64Array.from(right);
  for (let a = 0; a < size; a += 1) {
    let rest = x[a]!;
    for (let k = 0; k < a; k += 1) rest -= factor[a * size + k]! * x[k]!;
    x[a] = rest / factor[a * size + a]!;
  }
  for (let a = size - 1; a >= 0; a -= 1) {
    let rest = x[a]!;
    for (let k = a + 1; k < size; k += 1) rest -= factor[k * size + a]! * x[k]!;
    x[a] = rest / factor[a * size + a]!;
  }
  return x;
}
