import { beijingTime, order, type Platform, unwrapped } from './platform.js';

const asks = [
  'ts is when it was paid, and empty where nothing was paid; 订单创建时间 and 交易成功时间 may be there, too',
  'money that was given back has no time of its own: leave such rows out with where:, once you have seen the values of the refund state',
];

/** The orders of a shop on Youzan (有赞): one row per order. */
export const youzan: Platform = {
  name: 'Youzan, orders',
  seen: 'read by public programs that load shop exports',
  header: ['订单号', '买家付款时间', '全部商品名称', '订单实付金额'],
  conversions: {
    columns: {
      conversion_id: ['订单号'],
      ts: ['买家付款时间'],
      user_id: ['买家手机号', '收货人手机号/提货人手机号', '买家昵称'],
      value: ['订单实付金额'],
      status: ['订单状态'],
      goal: order,
    },
    keys: [beijingTime, unwrapped, 'filled: [买家付款时间]   # rows without one were not paid'],
    asks,
  },
};

/** The same with one row per product: the amount of the order is repeated, that of the product is not. */
export const youzanLines: Platform = {
  name: 'Youzan, products of orders',
  seen: 'read and written by public programs that load shop exports',
  header: ['订单号', '商品名称', '商品数量', '商品实际成交金额', '买家付款时间'],
  conversions: {
    columns: {
      conversion_id: ['订单号'],
      ts: ['买家付款时间'],
      user_id: ['买家手机号', '收货人手机号/提货人手机号', '买家昵称'],
      value: ['商品实际成交金额'],
      status: ['订单状态', '订单商品状态'],
      goal: order,
    },
    keys: [
      beijingTime,
      unwrapped,
      'filled: [买家付款时间]   # rows without one were not paid',
      'on_conflict: sum   # a row is a line of an order',
    ],
    asks,
  },
};
