/** A balanced panel of groups: row-major `outcome[unit * periods + period]`. */
export interface Panel {
  readonly unit_ids: readonly string[];
  /** labels of the periods, oldest first */
  readonly period_labels: readonly string[];
  /** units x periods: landed results per member at risk (or any outcome) */
  readonly outcome: Float64Array;
  /** period index of adoption, -1 = never treated */
  readonly first_treated: Int32Array;
  /** members at risk before treatment, > 0 */
  readonly weight: Float64Array;
  /** baseline activity of the unit (mean messages per member before treatment), or null */
  readonly activity: Float64Array | null;
}
