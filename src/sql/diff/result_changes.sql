-- A row is one conversion of one goal that two runs of the same period count differently, with what it adds to each
-- figure (after less before).
-- side: late (first known after the other run's as_of), added, removed or both.
-- credit_side: what its credit most likely changed by: exclusion, identity, corrected (the conversion has another user
-- or time) or touch.
-- refund_side: late (a reversal first known after the other run's as_of), corrected (another value, the same
-- reversals) or refund.
-- Made by `grouplift diff` and by `grouplift run --previous` from the published results of both runs.
-- Reads: before_results, after_results, compared
WITH joined AS (
  SELECT coalesce(a.goal, b.goal) AS goal, coalesce(a.conversion_id, b.conversion_id) AS conversion_id,
    coalesce(a.group_id, b.group_id) AS group_id,
    CASE WHEN b.conversion_id IS NULL THEN 0 ELSE 1 END AS was,
    CASE WHEN a.conversion_id IS NULL THEN 0 ELSE 1 END AS is_now,
    CASE WHEN coalesce(a.user_id, '') <> coalesce(b.user_id, '') OR a.conversion_ts_us <> b.conversion_ts_us THEN 1
      ELSE 0 END AS is_other,
    b.reason AS before_reason, a.reason AS after_reason, b.seen_us AS before_seen_us, a.seen_us AS after_seen_us,
    coalesce(b.is_reversed, 0) AS before_reversed, coalesce(a.is_reversed, 0) AS after_reversed,
    coalesce(b.value_minor, 0) AS before_minor, coalesce(a.value_minor, 0) AS after_minor,
    coalesce(b.net_minor, 0) AS before_net, coalesce(a.net_minor, 0) AS after_net,
    b.reversal_us AS before_reversal_us, a.reversal_us AS after_reversal_us
  FROM before_results b FULL OUTER JOIN after_results a ON a.goal = b.goal AND a.conversion_id = b.conversion_id
),
measured AS (
  SELECT j.*, is_now - was AS conversions,
    is_now * (1 - after_reversed) - was * (1 - before_reversed) AS conversions_net,
    after_net - before_net AS net_minor,
    CASE WHEN is_now = was THEN after_minor - before_minor ELSE 0 END AS corrected_minor,
    CASE WHEN is_now = 1 AND after_reason IS NULL THEN 1 ELSE 0 END - CASE WHEN was = 1
      AND before_reason IS NULL THEN 1 ELSE 0 END AS credited
  FROM joined j
)
SELECT m.goal, m.conversion_id, m.group_id,
  CASE WHEN m.is_now = 1 AND m.was = 1 THEN 'both'
       WHEN m.was = 0 AND m.after_seen_us > c.before_as_of_us THEN 'late' WHEN m.is_now = 0
       AND m.before_seen_us > c.after_as_of_us THEN 'late'
       WHEN m.was = 0 THEN 'added' ELSE 'removed' END AS side,
  CASE WHEN m.is_other = 1 THEN 'corrected'
       WHEN coalesce(m.before_reason, '') = 'excluded_person'
       OR coalesce(m.after_reason, '') = 'excluded_person' THEN 'exclusion'
       WHEN coalesce(m.before_reason, '') IN ('no_identity', 'quarantined_identity')
       OR coalesce(m.after_reason, '') IN ('no_identity', 'quarantined_identity') THEN 'identity'
       ELSE 'touch' END AS credit_side,
  CASE WHEN coalesce(m.after_reversal_us, 0) > c.before_as_of_us
       OR coalesce(m.before_reversal_us, 0) > c.after_as_of_us THEN 'late'
       WHEN m.after_minor <> m.before_minor
       AND coalesce(m.after_reversal_us, 0) = coalesce(m.before_reversal_us, 0) THEN 'corrected'
       ELSE 'refund' END AS refund_side,
  m.before_reason, m.after_reason, m.conversions, m.conversions_net, m.net_minor, m.corrected_minor, m.credited
FROM measured m CROSS JOIN compared c
WHERE m.conversions <> 0 OR m.conversions_net <> 0 OR m.net_minor <> 0 OR m.corrected_minor <> 0 OR m.credited <> 0
