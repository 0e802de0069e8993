-- What DuckDB needs in addition so that the stages mean the same on every engine.
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
-- wide(x): a BIGINT whose sum may exceed 64 bits (DuckDB adds BIGINT in 128 bits anyway).
CREATE OR REPLACE TEMP MACRO wide(x) AS (x);
-- is_scientific(text): whether it is a number in scientific notation, such as 1.2E+17.
CREATE OR REPLACE TEMP MACRO is_scientific(t) AS regexp_full_match(t, '\d([.,]\d+)?[eE]\+\d+');
-- blank_to_null(text): NULL for a text of nothing but spaces, tabs and line ends.
CREATE OR REPLACE TEMP MACRO blank_to_null(t) AS CASE WHEN t < '!' AND trim(t, ' ' || chr(9) || chr(10) || chr(13)) = '' THEN NULL ELSE t END;
-- half_width(text): full-width digits, letters and marks as ASCII, wide and no-break spaces as a space.
CREATE OR REPLACE TEMP MACRO half_width(t) AS CASE WHEN strlen(t) = length(t) THEN t ELSE
  translate(t, '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　 ；',
    '!"#$%&''()*+,-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~  ' || chr(59)) END;
-- is_plain_id(text): whether it is plain ASCII that neither begins nor ends with anything that clean_id removes;
-- cheap, because it is called for every id.
CREATE OR REPLACE TEMP MACRO is_plain_id(t) AS (t >= '0' AND t < '{' AND (t < '=' OR (t >= '>' AND t < '`') OR t >= 'a') AND strlen(t) = length(t)
  AND NOT (suffix(t, ' ') OR suffix(t, chr(9)) OR suffix(t, chr(10)) OR suffix(t, chr(13)) OR suffix(t, chr(11)) OR suffix(t, chr(12))));
-- narrow_id(text): a text consisting only of full-width and ASCII characters in half width.
CREATE OR REPLACE TEMP MACRO narrow_id(t) AS CASE WHEN regexp_full_match(t, '[!-~！-～]+') THEN half_width(t) ELSE t END;
-- unwrapped_id(text): a text without the quotes or the = that it begins with, and the quotes that it then ends with.
CREATE OR REPLACE TEMP MACRO unwrapped_id(t) AS regexp_replace(t,
  '(?s)^(?:=?[\x{0}-\x{20}\x{7f}-\x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}]*[''"`“”‘’＂＇｀][''"`“”‘’＂＇｀\x{0}-\x{20}\x{7f}-\x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}]*(.*?)|=([0-9A-Za-z_-]+))[''"`“”‘’＂＇｀\x{0}-\x{20}\x{7f}-\x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}]*$',
  '\1\2');
-- clean_id(text): an id without surrounding white space and wrapping marks (="1", '1, `1`), in half width if all of
-- it can be, composed (NFC);
-- NULL if nothing remains. Ids of Chinese characters are let through next, because the rest is slow.
CREATE OR REPLACE TEMP MACRO clean_id(t) AS CASE WHEN is_plain_id(t) THEN t
  WHEN regexp_full_match(t, '[!#-&(-<>-_a-~\x{4e00}-\x{9fff}]([ -~\x{4e00}-\x{9fff}]*[!-~\x{4e00}-\x{9fff}])?') THEN t
  ELSE nullif(nfc_normalize(unwrapped_id(narrow_id(regexp_replace(t,
    '^[\x{0}-\x{20}\x{7f}-\x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}]+|[\x{0}-\x{20}\x{7f}-\x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}]+$', '', 'g')))), '') END;
-- without_prefix(text): text from its first digit on.
CREATE OR REPLACE TEMP MACRO without_prefix(t) AS regexp_replace(t, '^[^0-9]+', '');
-- phone_digits(text): the last nine digits of what may be a phone number, with or without its country code, however
-- it is grouped; otherwise ''.
CREATE OR REPLACE TEMP MACRO phone_digits(t) AS right(regexp_extract(regexp_replace(t, '[ ().-]', '', 'g'), '^(?:[+][0-9]{9,15}|00[0-9]{10,15}|861[0-9]{10}|0?[0-9]{9,11})$'), 9);
-- has_country(text): whether a phone number begins with its country code.
CREATE OR REPLACE TEMP MACRO has_country(t) AS regexp_matches(regexp_replace(t, '[ ().-]', '', 'g'), '^(?:[+][0-9]{9}|00[0-9]{10}|861[0-9]{10}$)');
-- strip_left(text, mark): text without the marks it begins with.
CREATE OR REPLACE TEMP MACRO strip_left(t, mark) AS ltrim(t, mark);
-- bare_cell(text): a text without surrounding spaces, tabs, line ends, byte order marks and quotes.
CREATE OR REPLACE TEMP MACRO bare_cell(t) AS trim(t, ' "' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288) || chr(65279));
-- cell_word(text): a text in lower case, without any blanks, colons and byte order marks.
CREATE OR REPLACE TEMP MACRO cell_word(t) AS lower(regexp_replace(t, '[\s:：' || chr(160) || chr(12288) || chr(65279) || ']', '', 'g'));
