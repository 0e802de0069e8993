import { beijingTime, order, type Platform, unwrapped } from './platform.js';

/** The orders of a shop on JD: a row is a line of an order, and repeats what the whole order cost. */
export const jd: Platform = {
  name: 'JD, orders of a shop',
  seen: 'read by public programs that load shop exports',
  header: ['订单号', '下单时间', '订单金额', '订单状态', ['下单帐号', '下单账号', '商品ID', '京东价']],
  conversions: {
    columns: {
      conversion_id: ['订单号'],
      ts: ['下单时间'],
      user_id: ['下单帐号', '下单账号'],
      value: ['应付金额', '订单金额'],
      status: ['订单状态'],
      goal: order,
    },
    keys: [
      beijingTime,
      unwrapped,
      'on_conflict: first   # a row is a line of an order, and repeats the amount of the whole order',
    ],
    asks: ['联系电话 is masked in most exports'],
  },
};
