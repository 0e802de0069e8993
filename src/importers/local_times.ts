import { wallMs } from './clock.js';

const shape =
  /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(?:(上午|下午|凌晨|早上|晚上|中午|AM|PM)\s*)?(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?(?:\s*(AM|PM))?)?\s*$/i;

/** `2024-01-02 11:04:05`, `2024/1/2 7:05`, `2024年1月2日 下午3:05`, `2024-01-02 3:04:05 PM`, as if it were UTC; null if it is no such time. */
export function localWall(text: string): number | null {
  const [, year = '', month = '', day = '', before, hour = '0', minute = '0', second = '0', after] =
    shape.exec(text) ?? [];
  const noon = before ?? after;
  if (year === '') return null;
  const isAfter = /^(下午|晚上|PM|中午)$/i.test(noon ?? '') && Number(hour) < (noon === '中午' ? 10 : 12);
  const isMidnight = /^(上午|凌晨|AM)$/i.test(noon ?? '') && Number(hour) === 12;
  const own = isMidnight ? 0 : Number(hour) + (isAfter ? 12 : 0);
  return wallMs(Number(year), Number(month), Number(day), own, Number(minute), Number(second));
}
