import { beijingTime, order, type Platform, unwrapped } from './platform.js';

const keys = [
  beijingTime,
  unwrapped,
  'until: "----"   # there may be a line and totals below',
  'where: { 收/支: 收入 }   # money received; the file also contains money spent',
];

/** The bill since 2021. */
export const alipay: Platform = {
  name: 'Alipay, bill',
  seen: 'read by double-entry-generator and ezbookkeeping',
  header: ['交易时间', '交易对方', '收/支', '金额', '交易状态', ['交易订单号', '交易号']],
  conversions: {
    columns: {
      conversion_id: ['交易订单号', '交易号'],
      ts: ['交易时间'],
      user_id: ['交易对方', '对方账号'],
      value: ['金额'],
      status: ['交易状态'],
      goal: order,
    },
    keys,
    asks: [
      'user_id is a name; 对方账号 is masked in most exports',
      'conversion_id may be 商家订单号 instead, if other tables use that',
    ],
  },
};

/** The older bill, with three times. */
export const alipayOld: Platform = {
  name: 'Alipay, bill in the older layout',
  seen: 'an older layout, not verified: check the columns that init chose',
  header: ['交易号', '商家订单号', '交易创建时间', '交易对方', '收/支', '交易状态'],
  conversions: {
    columns: {
      conversion_id: ['交易号'],
      ts: ['交易创建时间'],
      user_id: ['交易对方'],
      value: ['金额（元）'],
      status: ['交易状态'],
      goal: order,
    },
    keys,
    asks: [
      'ts may be 付款时间; it is empty if nothing was paid',
      '成功退款（元） is money refunded, without a time of its own',
    ],
  },
};
