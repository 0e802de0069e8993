-- A row is one channel of the learned models.
-- Reads: touch_channels
SELECT DISTINCT channel_no, label FROM touch_channels
