import type { Capabilities } from './capabilities.js';
import type { ActivityEvent, ImportEvent } from './events.js';
import type { Input } from './importer.js';
import { NoticeTally } from './notice_tally.js';

type Said = Pick<ActivityEvent, 'kind' | 'source_kind' | 'confidence' | 'who'>;

const unknown = 'notice:unknown';

/** Chinese and English words without which no notice says that somebody came or went. */
const comingOrGoing =
  /加入|加群|进群|入群|进入|邀请|添加|拉.*群|移出|移除|请出|退出|退群|离开|踢|解散|join|left|leav|invit|remov|add|kick|quit|exit/i;

const names = /["“][^"“”]*["”]|\{\w+\}/g;
const otherLetter = /(?![\p{Script=Han}A-Za-z])\p{L}/u;

/** A notice that matches no template: marked if it may say that somebody came or went, in its own words or in another language. */
export function unmatchedNotice(text: string): Said {
  const own = text.replaceAll(names, '');
  const isMarked = comingOrGoing.test(own) || otherLetter.test(own);
  return {
    ...{ kind: 'system', source_kind: isMarked ? unknown : 'notice' },
    ...{ confidence: 'template', who: null },
  };
}

const wordsOfNotices =
  /通[过過]|透[过過]|邀[请請]|已[将將让讓]|[扫掃]描|二维码|加入|移出|退出|撤回|招待|参加し|退会| (?:invited|removed|joined|via) /;

/** Whether what stands for a name in a notice, without quotes, holds words that notices are made of: then the notice says more than its template. */
export function saysMoreThanName(text: string): boolean {
  return wordsOfNotices.test(text);
}

/** The events of a file, and at its end how many of its notices are marked as unknown. */
export function* withNoticesCounted(
  input: Input,
  told: readonly (keyof Capabilities)[],
  events: Iterable<ImportEvent>,
): Generator<ImportEvent> {
  const notices = new NoticeTally();
  for (const event of events) {
    if (event.type === 'activity' && event.source_kind.startsWith('notice'))
      notices.add(event.source_kind !== unknown, null);
    yield event;
  }
  yield* notices.end(input, told);
}
