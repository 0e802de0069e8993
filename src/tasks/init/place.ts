import type { Found } from './found.js';

/** Where a shop seems to be, by the script of its column names: its zone, its currency, and the language of its report. */
export interface Place {
  readonly timezone: string;
  readonly currency: string;
  readonly language: 'en' | 'zh';
}

/** Characters of column names that are written in one way only in Taiwan and Hong Kong, and in another in the People's Republic. */
const traditional = /[訂單編號員時間點擊狀態優總額帳買賣貨實際網頁發開關聯電話類]/u;
const simplified = /[订单编号员时间点击状态优总额账买卖货实际网页发开关联电话类]/u;

/** The place of the scripts in the column names that are read; null where they are written in many countries. */
export function placeOf(found: readonly Found[]): Place | null {
  const text = found
    .flatMap(({ files }) => files.flatMap(({ columns }) => columns))
    .join(' ')
    .normalize('NFKC');
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text))
    return { timezone: 'Asia/Tokyo', currency: 'JPY', language: 'en' };
  if (/\p{Script=Hangul}/u.test(text)) return { timezone: 'Asia/Seoul', currency: 'KRW', language: 'en' };
  if (/\p{Script=Hebrew}/u.test(text)) return { timezone: 'Asia/Jerusalem', currency: 'ILS', language: 'en' };
  if (!/\p{Script=Han}/u.test(text)) return null;
  return traditional.test(text) && !simplified.test(text)
    ? { timezone: 'Asia/Taipei', currency: 'TWD', language: 'zh' }
    : { timezone: 'Asia/Shanghai', currency: 'CNY', language: 'zh' };
}
