const day_us = 86_400_000_000;

let lastDay = Number.NaN;
let lastDate = '';
let last_us = Number.NaN;
let lastText = '';

/** An instant as text, with microseconds if there are any. Times are mostly in order, so the date of the last one, and often all of it, is reused. */
export function timeOf(us: number): string {
  if (us === last_us) return lastText;
  const day = Math.floor(us / day_us);
  if (day !== lastDay) {
    lastDate = new Date(day * 86_400_000).toISOString().slice(0, 11);
    lastDay = day;
  }
  last_us = us;
  lastText = `${lastDate}${clockOf(us - day * day_us)}Z`;
  return lastText;
}

function clockOf(rest_us: number): string {
  const seconds = Math.floor(rest_us / 1_000_000);
  const minutes = Math.floor(seconds / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}${decimals(Math.floor(rest_us % 1_000_000))}`;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

function two(number: number): string {
  return twoDigits[number]!;
}

/** Three decimals if they suffice, else six; none for zero. */
function decimals(us: number): string {
  if (us === 0) return '';
  const digits = String(us).padStart(6, '0');
  return `.${digits.endsWith('000') ? digits.slice(0, 3) : digits}`;
}
