import { beijingTime, order, type Platform, unwrapped } from './platform.js';

/** The orders of a shop on Weidian (微店). */
export const weidian: Platform = {
  name: 'Weidian, orders',
  seen: 'read by public programs that load shop exports',
  header: ['订单编号', '订单状态', '下单时间', '实付金额', '收货人/提货人手机号'],
  conversions: {
    columns: {
      conversion_id: ['订单编号'],
      ts: ['支付时间', '下单时间'],
      user_id: ['下单账号', '收货人/提货人手机号'],
      value: ['实付金额'],
      status: ['订单状态'],
      goal: order,
    },
    keys: [beijingTime, unwrapped],
    asks: [
      'ts may be 下单时间 instead: 支付时间 is empty where nothing was paid',
      'an order with several products may have several rows: if each repeats the amount of the order, add on_conflict: first',
    ],
  },
};
