-- What Spark has to be taught so that the stages read the same on every engine.
-- int_div(a, b): integer quotient, truncated; both BIGINT.
CREATE OR REPLACE TEMPORARY FUNCTION int_div(a BIGINT, b BIGINT) RETURNS BIGINT RETURN a DIV b;
-- local_day(us, zone): day number since 1970-01-01 of a UTC time in microseconds, in a zone.
CREATE OR REPLACE TEMPORARY FUNCTION local_day(us BIGINT, zone STRING) RETURNS BIGINT RETURN
  CASE WHEN zone = 'UTC' THEN CAST(floor(us / 86400000000e0) AS BIGINT)
       ELSE CAST(datediff(to_date(from_utc_timestamp(timestamp_micros(us), zone)), DATE '1970-01-01') AS BIGINT) END;
-- day_text(day): ISO date of a day number.
CREATE OR REPLACE TEMPORARY FUNCTION day_text(day BIGINT) RETURNS STRING RETURN CAST(date_add(DATE '1970-01-01', CAST(day AS INT)) AS STRING);
-- hash_no(text): the first 8 hex digits of the md5 as an integer.
CREATE OR REPLACE TEMPORARY FUNCTION hash_no(t STRING) RETURNS BIGINT RETURN CAST(conv(substr(md5(t), 1, 8), 16, 10) AS BIGINT);
-- key_hash(a, b, c): 64 bits of a key of three texts; equal for equal keys, other bits on other engines.
CREATE OR REPLACE TEMPORARY FUNCTION key_hash(a STRING, b STRING, c STRING) RETURNS BIGINT RETURN xxhash64(a, b, c);
-- wide(x): a BIGINT whose sum may leave 64 bits.
CREATE OR REPLACE TEMPORARY FUNCTION wide(x BIGINT) RETURNS DECIMAL(38, 0) RETURN CAST(x AS DECIMAL(38, 0));
-- is_scientific(text): whether it is a number in scientific notation, such as 1.2E+17.
CREATE OR REPLACE TEMPORARY FUNCTION is_scientific(t STRING) RETURNS BOOLEAN RETURN t RLIKE '^\\d([.,]\\d+)?[eE]\\+\\d+\\z';
-- blank_to_null(text): NULL for a text of nothing but spaces, tabs and line ends.
CREATE OR REPLACE TEMPORARY FUNCTION blank_to_null(t STRING) RETURNS STRING RETURN
  CASE WHEN t < '!' AND trim(BOTH ' ' || chr(9) || chr(10) || chr(13) FROM t) = '' THEN NULL ELSE t END;
-- strip_left(text, mark): text without the marks it begins with.
CREATE OR REPLACE TEMPORARY FUNCTION strip_left(t STRING, mark STRING) RETURNS STRING RETURN trim(LEADING mark FROM t);
-- bare_cell(text): a text without spaces, tabs, line ends, byte order marks and quotes around it.
CREATE OR REPLACE TEMPORARY FUNCTION bare_cell(t STRING) RETURNS STRING RETURN
  trim(BOTH ' "' || chr(9) || chr(10) || chr(13) || decode(X'C2A0E38080EFBBBF', 'UTF-8') FROM t);
-- cell_word(text): a text in small letters, without any blanks, colons and byte order marks.
CREATE OR REPLACE TEMPORARY FUNCTION cell_word(t STRING) RETURNS STRING RETURN
  lower(regexp_replace(t, '[\\s:：' || decode(X'C2A0E38080EFBBBF', 'UTF-8') || ']', ''));
