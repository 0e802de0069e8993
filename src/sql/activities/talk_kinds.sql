-- A row is one kind that is talk: everything except joins, clicks, claims, sign-ups, answers, messages taken back,
-- payments and system rows.
-- Reads: kinds
SELECT kind_no FROM kinds
WHERE kind NOT IN ('reaction', 'mention', 'join', 'leave', 'link_click', 'code_scan', 'red_envelope_open',
  'event_signup', 'event_checkin', 'survey_answer', 'poll_vote', 'recall', 'payment', 'system', 'code', 'bot_message')
