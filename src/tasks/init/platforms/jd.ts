import { beijingTime, order, type Platform, unwrapped } from './platform.js';

/** The orders of a shop on JD. A row may be a line of an order. */
export const jd: Platform = {
  name: 'JD, orders of a shop',
  seen: 'not verified: check the columns that init chose',
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
    keys: [beijingTime, unwrapped],
    asks: [
      'an order with several products has several rows: if the amount is per line, add on_conflict: sum; if each row repeats the amount of the order, on_conflict: first',
    ],
  },
};
