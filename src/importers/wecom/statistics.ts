import { able } from '../capabilities.js';
import type { ImportEvent } from '../events.js';
import type { Importer, Input } from '../importer.js';
import { jsonHead } from '../json_head.js';
import { idOf, listOf, numberOf, objectOf, readJsonDocuments } from '../json_stream.js';
import { dayInChina } from './days.js';

/** Totals of WeCom customer groups (groupchat/statistic), by day or by owner, to reconcile with. */
export const wecomStatistics: Importer = {
  name: 'wecom_statistics',
  platform: 'wecom',
  summary: 'WeCom totals of customer groups (groupchat/statistic), to reconcile with',
  capabilities: able(),
  recognise: (input) =>
    jsonHead(input).root !== 'none' &&
    /"new_chat_cnt"\s*:/.test(input.head) &&
    /"chat_total"\s*:/.test(input.head),
  read: readTotals,
};

function* readTotals(input: Input): Generator<ImportEvent> {
  for (const { path, value } of readJsonDocuments(input, { isRecord: (one) => one === '' || one === '*' })) {
    if (path !== '' && path !== '*') continue;
    for (const entry of listOf(objectOf(value)?.items)) {
      const item = objectOf(entry);
      const seconds = numberOf(item?.stat_time);
      for (const [metric, number] of Object.entries(objectOf(item?.data) ?? {})) {
        const total = numberOf(number);
        if (total === null) continue;
        const isRunning = /_total$/.test(metric) && metric !== 'msg_total';
        yield {
          ...{ type: 'aggregate', chat: null, owner: idOf(item?.owner), day: dayInChina(seconds ?? 0) },
          ...{ metric: isRunning ? `cumulative:${metric}` : metric, value: total },
        };
      }
    }
  }
}
