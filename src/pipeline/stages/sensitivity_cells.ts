import type { Config } from '../../config/config.js';

/** One cell of the sensitivity grid, apart from the model: a window, and the touch rule that counts alone. */
export interface SensitivityCell {
  readonly window_days: number;
  /** position of the rule in the configuration; null: all rules together */
  readonly rule_no: number | null;
  /** what the rule says, as `actor: link_click, code_scan`; `(all)` */
  readonly rule: string;
}

/** All touch rules together. */
export const allRules = '(all)';

/** The windows of the grid times the touch rules: all together and, if there are several, each alone. */
export function sensitivityCells({ sensitivity, touches }: Config): SensitivityCell[] {
  const alone = touches.flatMap(({ reach, kinds, weight }, rule_no) =>
    weight > 0 ? [{ rule_no, rule: `${reach}: ${kinds.join(', ')}` }] : [],
  );
  const rules = [{ rule_no: null, rule: allRules }, ...(alone.length > 1 ? alone : [])];
  return sensitivity.windows_days.flatMap((window_days) => rules.map((rule) => ({ window_days, ...rule })));
}
