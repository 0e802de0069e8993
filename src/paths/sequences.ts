/**
 * Paths as whole numbers: path p touches the channels `codes[offsets[p]]` to `codes[offsets[p + 1] - 1]`, in that order.
 * A row may stand for many journeys: `conversions` of them converted and `nulls` led to nothing. `values` may be in any unit.
 */
export interface Sequences {
  /** how many channels there are; codes are 0 to channels - 1 */
  readonly channels: number;
  readonly offsets: Int32Array;
  readonly codes: Int32Array;
  readonly conversions: Float64Array;
  readonly values: Float64Array;
  readonly nulls: Float64Array;
}
