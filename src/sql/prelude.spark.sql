-- What Spark needs in addition so that the stages mean the same on every engine.
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
-- wide(x): a BIGINT whose sum may exceed 64 bits.
CREATE OR REPLACE TEMPORARY FUNCTION wide(x BIGINT) RETURNS DECIMAL(38, 0) RETURN CAST(x AS DECIMAL(38, 0));
-- is_scientific(text): whether it is a number in scientific notation, such as 1.2E+17.
CREATE OR REPLACE TEMPORARY FUNCTION is_scientific(t STRING) RETURNS BOOLEAN RETURN t RLIKE '^\\d([.,]\\d+)?[eE]\\+\\d+\\z';
-- blank_to_null(text): NULL for a text of nothing but spaces, tabs and line ends.
CREATE OR REPLACE TEMPORARY FUNCTION blank_to_null(t STRING) RETURNS STRING RETURN
  CASE WHEN t < '!' AND trim(BOTH ' ' || chr(9) || chr(10) || chr(13) FROM t) = '' THEN NULL ELSE t END;
-- half_width(text): full-width digits, letters and marks as ASCII, wide and no-break spaces as a space.
CREATE OR REPLACE TEMPORARY FUNCTION half_width(t STRING) RETURNS STRING RETURN
  translate(t, '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　 ；',
    '!"#$%&\'()*+,-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~  ' || chr(59));
-- is_plain_id(text): whether it is plain ASCII that neither begins nor ends with anything that clean_id removes.
CREATE OR REPLACE TEMPORARY FUNCTION is_plain_id(t STRING) RETURNS BOOLEAN RETURN t RLIKE '(?s)^[0-<>-_a-z]([\\x{0}-\\x{7f}]*[\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{7f}])?\\z';
-- narrow_id(text): a text consisting only of full-width and ASCII characters in half width.
CREATE OR REPLACE TEMPORARY FUNCTION narrow_id(t STRING) RETURNS STRING RETURN CASE WHEN t RLIKE '^[!-~！-～]+\\z' THEN half_width(t) ELSE t END;
-- unwrapped_id(text): a text without the quotes or the = that it begins with, and the quotes that it then ends with.
CREATE OR REPLACE TEMPORARY FUNCTION unwrapped_id(t STRING) RETURNS STRING RETURN regexp_replace(t,
  '(?s)^(?:=?[\\x{0}-\\x{20}\\x{7f}-\\x{a0}\\x{ad}\\x{1680}\\x{180e}\\x{2000}-\\x{200f}\\x{2028}-\\x{202f}\\x{205f}-\\x{206f}\\x{3000}\\x{feff}]*[\'"`“”‘’＂＇｀][\'"`“”‘’＂＇｀\\x{0}-\\x{20}\\x{7f}-\\x{a0}\\x{ad}\\x{1680}\\x{180e}\\x{2000}-\\x{200f}\\x{2028}-\\x{202f}\\x{205f}-\\x{206f}\\x{3000}\\x{feff}]*(.*?)|=([0-9A-Za-z_-]+))[\'"`“”‘’＂＇｀\\x{0}-\\x{20}\\x{7f}-\\x{a0}\\x{ad}\\x{1680}\\x{180e}\\x{2000}-\\x{200f}\\x{2028}-\\x{202f}\\x{205f}-\\x{206f}\\x{3000}\\x{feff}]*\\z',
  '$1$2');
-- clean_id(text): an id without surrounding white space and wrapping marks (="1", '1, `1`), in half width if all of
-- it can be;
-- NULL if nothing remains. Only DuckDB composes it (NFC): ids that need it are left to DuckDB (spark_load.ts).
CREATE OR REPLACE TEMPORARY FUNCTION clean_id(t STRING) RETURNS STRING RETURN CASE
  WHEN t RLIKE '^[!#-&(-<>-_a-~\\x{4e00}-\\x{9fff}]([ -~\\x{4e00}-\\x{9fff}]*[!-~\\x{4e00}-\\x{9fff}])?\\z' THEN t
  ELSE nullif(unwrapped_id(narrow_id(regexp_replace(t,
    '^[\\x{0}-\\x{20}\\x{7f}-\\x{a0}\\x{ad}\\x{1680}\\x{180e}\\x{2000}-\\x{200f}\\x{2028}-\\x{202f}\\x{205f}-\\x{206f}\\x{3000}\\x{feff}]+|[\\x{0}-\\x{20}\\x{7f}-\\x{a0}\\x{ad}\\x{1680}\\x{180e}\\x{2000}-\\x{200f}\\x{2028}-\\x{202f}\\x{205f}-\\x{206f}\\x{3000}\\x{feff}]+$', ''))), '') END;
-- without_prefix(text): text from its first digit on.
CREATE OR REPLACE TEMPORARY FUNCTION without_prefix(t STRING) RETURNS STRING RETURN regexp_replace(t, '^[^0-9]+', '');
-- phone_digits(text): the last nine digits of what may be a phone number, with or without its country code, however
-- it is grouped; otherwise ''.
CREATE OR REPLACE TEMPORARY FUNCTION phone_digits(t STRING) RETURNS STRING RETURN
  right(regexp_extract(regexp_replace(t, '[ ().-]', ''), '^(?:[+][0-9]{9,15}|00[0-9]{10,15}|861[0-9]{10}|0?[0-9]{9,11})$', 0), 9);
-- has_country(text): whether a phone number begins with its country code.
CREATE OR REPLACE TEMPORARY FUNCTION has_country(t STRING) RETURNS BOOLEAN RETURN
  regexp_replace(t, '[ ().-]', '') RLIKE '^(?:[+][0-9]{9}|00[0-9]{10}|861[0-9]{10}$)';
-- strip_left(text, mark): text without the marks it begins with.
CREATE OR REPLACE TEMPORARY FUNCTION strip_left(t STRING, mark STRING) RETURNS STRING RETURN trim(LEADING mark FROM t);
-- bare_cell(text): a text without surrounding spaces, tabs, line ends, byte order marks and quotes.
CREATE OR REPLACE TEMPORARY FUNCTION bare_cell(t STRING) RETURNS STRING RETURN
  trim(BOTH ' "' || chr(9) || chr(10) || chr(13) || decode(X'C2A0E38080EFBBBF', 'UTF-8') FROM t);
-- cell_word(text): a text in lower case, without any blanks, colons and byte order marks.
CREATE OR REPLACE TEMPORARY FUNCTION cell_word(t STRING) RETURNS STRING RETURN
  lower(regexp_replace(t, '[\\s:：' || decode(X'C2A0E38080EFBBBF', 'UTF-8') || ']', ''));
