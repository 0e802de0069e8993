import type { Publication } from '../engines/engine.js';

/** The published results in their final order: every reported conversion of every goal, once, with what may change in a later run. */
export function resultRows(): Publication {
  const select = `SELECT goal, conversion_id, conversion_ts_us, user_id, group_id, reason, is_reversed, value_minor, net_minor, seen_us, reversal_us
FROM (
  SELECT c.conversion_no, c.goal_no AS goal, c.conversion_id, c.ts_us AS conversion_ts_us, c.user_id, h.group_no AS group_id, u.reason,
    CAST(c.is_reversed AS BIGINT) AS is_reversed, c.value_minor, CAST(c.net_minor AS BIGINT) AS net_minor,
    greatest(coalesce(i.seen_us, c.ts_us), c.ts_us) AS seen_us, r.reversal_us
  FROM conversions c
  LEFT JOIN unattributed_rows u ON u.conversion_no = c.conversion_no
  LEFT JOIN home_spans h ON h.person_no = c.person_no AND c.ts_us >= h.from_us AND c.ts_us < h.to_us
  LEFT JOIN (
    SELECT conversion_id, min(coalesce(ingested_at_us, ts_us)) AS seen_us FROM in_conversions
    WHERE problem IS NULL AND conversion_id IN (SELECT conversion_id FROM in_conversions WHERE problem IS NULL AND ingested_at_us > ts_us)
    GROUP BY conversion_id
  ) i ON i.conversion_id = c.conversion_id
  LEFT JOIN (SELECT conversion_id, max(known_us) AS reversal_us FROM reversal_rows GROUP BY conversion_id) r ON r.conversion_id = c.conversion_id
  WHERE c.is_reported = 1
)
ORDER BY conversion_no`;
  return {
    select,
    labels: {
      goal: 'SELECT goal_no AS no, goal AS label FROM goals',
      group_id: 'SELECT group_no AS no, label FROM groups',
    },
  };
}
