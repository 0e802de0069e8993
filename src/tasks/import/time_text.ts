const day_us = 86_400_000_000;

let lastDay = Number.NaN;
let lastDate = '';

/** An instant as text, with microseconds where there are any. Times of one day come one after the other: its date is kept. */
export function timeOf(us: number): string {
  const day = Math.floor(us / day_us);
  if (day !== lastDay) {
    lastDate = new Date(day * 86_400_000).toISOString().slice(0, 11);
    lastDay = day;
  }
  const rest = us - day * day_us;
  const seconds = Math.floor(rest / 1_000_000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${lastDate}${clock}${decimals(Math.floor(rest % 1_000_000))}Z`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Three decimals where they suffice, else six; none of zero. */
function decimals(us: number): string {
  if (us === 0) return '';
  const digits = String(us).padStart(6, '0');
  return `.${digits.endsWith('000') ? digits.slice(0, 3) : digits}`;
}
