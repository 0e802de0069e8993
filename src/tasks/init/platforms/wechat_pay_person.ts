import { beijingTime, order, type Platform, unwrapped } from './platform.js';

/** A personal bill, as sent by the wallet by email. */
export const wechatPayPerson: Platform = {
  name: 'WeChat Pay, personal bill',
  seen: 'read by double-entry-generator and ezbookkeeping',
  header: ['交易时间', '交易类型', '交易对方', '收/支', '当前状态', '交易单号'],
  conversions: {
    columns: {
      conversion_id: ['交易单号'],
      ts: ['交易时间'],
      user_id: ['交易对方'],
      value: ['金额(元)'],
      status: ['当前状态'],
      goal: order,
    },
    keys: [
      beijingTime,
      unwrapped,
      'where: { 收/支: 收入 }   # money received; the file also contains money spent',
    ],
    asks: [
      'user_id is a name that can change; two people may share one',
      'conversion_id may be 商户单号 (merchant order number) instead, if other tables use that',
    ],
  },
};
