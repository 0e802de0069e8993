/** A balanced panel of groups: row-major `outcome[unit * periods + period]`. */
export interface Panel {
  readonly unit_ids: readonly string[];
  /** labels of the periods, oldest first */
  readonly period_labels: readonly string[];
  /** units x periods: landed results per member at risk (or any outcome) */
  readonly outcome: Float64Array;
  /** period index of adoption, -1 = never treated */
  readonly first_treated: Int32Array;
  /** members at risk, > 0: person-time per period once the tactic is anywhere, otherwise over the whole panel */
  readonly weight: Float64Array;
  /** units x periods: members x periods at risk (from joining until leaving); absent: `weight` in every cell */
  readonly time?: Float64Array;
  /** baseline activity of the unit (mean messages per member before treatment), or null */
  readonly activity: Float64Array | null;
  /** number of the type of each unit; absent: all are of one type, or nothing is known of it */
  readonly type?: Int32Array;
  /** number of the owner of each unit; a unit without a known owner has a number of its own; absent: nothing is known of owners */
  readonly owner?: Int32Array;
}
