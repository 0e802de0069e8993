-- What DuckDB has to be taught so that the stages read the same on every engine.
-- int_div(a, b): integer quotient, truncated; both BIGINT.
CREATE OR REPLACE TEMP MACRO int_div(a, b) AS (a // b);
-- local_day(us, zone): day number since 1970-01-01 of a UTC time in microseconds, in a zone.
CREATE OR REPLACE TEMP MACRO local_day(us, zone) AS
  CASE WHEN zone = 'UTC' THEN CAST(floor(us / 86400000000e0) AS BIGINT)
       ELSE CAST(date_diff('day', DATE '1970-01-01', CAST(timezone(zone, make_timestamptz(us)) AS DATE)) AS BIGINT) END;
-- day_text(day): ISO date of a day number.
CREATE OR REPLACE TEMP MACRO day_text(day) AS CAST(DATE '1970-01-01' + CAST(day AS INTEGER) AS VARCHAR);
-- hash_no(text): the first 8 hex digits of the md5 as an integer.
CREATE OR REPLACE TEMP MACRO hash_no(t) AS CAST(('0x' || substr(md5(t), 1, 8)) AS BIGINT);
-- key_hash(a, b, c): 64 bits of a key of three texts; equal for equal keys, other bits on other engines.
CREATE OR REPLACE TEMP MACRO key_hash(a, b, c) AS hash(a, b, c);
-- wide(x): a BIGINT whose sum may leave 64 bits (DuckDB adds BIGINT in 128 bits by itself).
CREATE OR REPLACE TEMP MACRO wide(x) AS (x);
-- is_scientific(text): whether it is a number in scientific notation, such as 1.2E+17.
CREATE OR REPLACE TEMP MACRO is_scientific(t) AS regexp_full_match(t, '\d([.,]\d+)?[eE]\+\d+');
-- blank_to_null(text): NULL for a text of nothing but spaces, tabs and line ends.
CREATE OR REPLACE TEMP MACRO blank_to_null(t) AS CASE WHEN t < '!' AND trim(t, ' ' || chr(9) || chr(10) || chr(13)) = '' THEN NULL ELSE t END;
-- strip_left(text, mark): text without the marks it begins with.
CREATE OR REPLACE TEMP MACRO strip_left(t, mark) AS ltrim(t, mark);
-- bare_cell(text): a text without spaces, tabs, line ends, byte order marks and quotes around it.
CREATE OR REPLACE TEMP MACRO bare_cell(t) AS trim(t, ' "' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288) || chr(65279));
-- cell_word(text): a text in small letters, without any blanks, colons and byte order marks.
CREATE OR REPLACE TEMP MACRO cell_word(t) AS lower(regexp_replace(t, '[\s:：' || chr(160) || chr(12288) || chr(65279) || ']', '', 'g'));
