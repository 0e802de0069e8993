/** People who clicked in one week, and how many of them landed one goal within its window. */
export interface FunnelWeek {
  readonly week_start: string;
  readonly goal: string;
  readonly clicked: number;
  readonly people: number;
}
